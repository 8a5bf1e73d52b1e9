export interface Governance {}
