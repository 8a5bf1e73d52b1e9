export interface Engagement {}
