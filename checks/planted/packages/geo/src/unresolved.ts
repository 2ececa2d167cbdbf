export { nothing } from "@truceline/nowhere";
