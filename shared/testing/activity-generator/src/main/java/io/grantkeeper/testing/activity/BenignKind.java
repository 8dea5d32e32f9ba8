package io.grantkeeper.testing.activity;

/** A kind of change that is not an attack. */
enum BenignKind {
    CLOUD_MIGRATION,
    CLIENT_UPGRADE,
    ROTATION_BY_OWNER,
    ROTATION_BY_ADMINISTRATOR,
    PERSON_TRAVEL,
    ON_CALL,
    GROWTH,
    NEW_SCHEDULE,
    NEW_IDENTITY,
    NEW_USER_OF_SHARED_APP,
    MONTH_END_BATCH,
    OFFICE_MOVE,
    BACKFILL,
    TIME_ZONE_CHANGE,
    DEPRECATION,
    NEW_REGION,
    ADDRESS_CHURN,
    HOLIDAY,
    NEW_RESOURCE,
    OUTAGE
}
