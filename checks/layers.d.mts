export const ranks: readonly (readonly string[])[];
export function checkLayers(
  baseDir: string,
  moduleCountMin: number,
): Promise<{
  readonly moduleCount: number;
  readonly totalCruised: number;
  readonly blind: boolean;
  readonly violations: readonly string[];
}>;
