package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.RowType;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The type of an item, as stored in its {@code type} attribute. */
enum ItemType {
    IDENTITY,
    GRANT,
    CREDENTIAL,
    PERSON,
    EVENT,
    USAGE,
    SUMMARY,
    FINDING,
    SEND,
    CLAIMS,
    REVOCATION,
    QUESTION,
    CAMPAIGN,
    CONNECTION,
    PARTITION,
    SUBSCRIPTIONS,
    DIGEST,
    PROGRESS,
    BUDGET,
    SEEN,
    CONSOLE_RECORD,
    TOLD,
    ENTRY,
    LOG_HEAD,
    LOG_ENTRIES,
    LOG_TILE,
    LOG_CHECKPOINT,
    SALT,
    CONFIGURATION,
    LOG_FOLLOWED,
    SIGNAL,
    SIGNAL_STREAM,
    POLICY,
    POLICY_REVISION,
    PROMOTION,
    BREACH,
    ENFORCEMENT_DAY,
    ENFORCEMENT_SWITCH,
    ENFORCEMENT_BOOKMARK,
    ALIAS,
    APPROVAL,
    APPROVAL_POINTER,
    APPROVAL_OF_RECORD,
    DECISION,
    DECISION_BATCH;

    static ItemType of(RowType row) {
        return switch (row) {
            case IDENTITY -> IDENTITY;
            case GRANT -> GRANT;
            case CREDENTIAL -> CREDENTIAL;
            case PERSON -> PERSON;
            case EVENT -> EVENT;
            case USAGE -> USAGE;
        };
    }

    AttributeValue value() {
        return TableAttributes.text(name());
    }
}
