package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.UsageHistory;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.StoredRecord;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.core.JacksonException;

/**
 * Decodes items. The content comes from the JSON in {@code body}; metadata that changes independently comes from
 * separate attributes.
 */
final class ItemCodec {
    static final String OWNER = "owner";
    static final String STATUS = "status";
    static final String CLOSED_AT = "closedAt";
    static final String SEND_ID = "sendId";

    private ItemCodec() {}

    static StoredRow row(Map<String, AttributeValue> item) {
        TenantId tenant = tenant(item);
        return switch (type(item)) {
            case IDENTITY -> new StoredRow.IdentityRow(tenant, stored(item, NonHumanIdentity.class));
            case GRANT -> new StoredRow.GrantRow(tenant, holder(item), stored(item, Grant.class));
            case CREDENTIAL -> new StoredRow.CredentialRow(tenant, holder(item), stored(item, Credential.class));
            case PERSON -> new StoredRow.PersonRow(tenant, stored(item, Person.class));
            case EVENT -> new StoredRow.EventRow(tenant, stored(item, AccessEvent.class));
            case USAGE -> new StoredRow.UsageRow(tenant, stored(item, UsageHistory.class));
            case SUMMARY -> new StoredRow.SummaryRow(tenant, summary(item));
            case FINDING -> new StoredRow.FindingRow(tenant, finding(item));
            case SEND,
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
                    DECISION_BATCH -> new StoredRow.Other(tenant, TableAttributes.text(item, TableAttributes.TYPE));
        };
    }

    static ItemType type(Map<String, AttributeValue> item) {
        String type = TableAttributes.text(item, TableAttributes.TYPE);
        try {
            return ItemType.valueOf(type);
        } catch (IllegalArgumentException e) {
            throw new CorruptItemException(item, "has the unknown type '%s'".formatted(type), e);
        }
    }

    static <T> StoredRecord<T> stored(Map<String, AttributeValue> item, Class<T> type) {
        return new StoredRecord<>(
                body(item, type),
                TableAttributes.instant(TableAttributes.required(item, TableAttributes.FIRST_SEEN)),
                TableAttributes.instant(TableAttributes.required(item, TableAttributes.OBSERVED_AT)),
                TableAttributes.instant(item, TableAttributes.REMOVED_AT),
                TableAttributes.required(item, TableAttributes.BASELINE).bool(),
                item.containsKey(TableAttributes.LISTED),
                TableAttributes.optionalText(item, TableAttributes.STREAM).map(StreamId::new));
    }

    static IdentitySummary summary(Map<String, AttributeValue> item) {
        return body(item, IdentitySummary.class).withVersion(TableAttributes.number(item, TableAttributes.VERSION));
    }

    static Finding finding(Map<String, AttributeValue> item) {
        return body(item, Finding.class)
                .withStatus(
                        FindingStatus.valueOf(TableAttributes.text(item, STATUS)),
                        TableAttributes.instant(item, CLOSED_AT))
                .withSendId(TableAttributes.optionalText(item, SEND_ID));
    }

    static <T> T body(Map<String, AttributeValue> item, Class<T> type) {
        try {
            return ModelJson.read(TableAttributes.text(item, TableAttributes.BODY), type);
        } catch (JacksonException e) {
            throw new CorruptItemException(item, "does not contain a readable " + type.getSimpleName(), e);
        }
    }

    static IdentityId holder(Map<String, AttributeValue> item) {
        String pk = TableAttributes.text(item, TableAttributes.PK);
        String id = TableAttributes.optionalText(item, OWNER).orElseGet(() -> pk.substring(pk.indexOf("#I#") + 3));
        return IdentityId.parse(id);
    }

    private static TenantId tenant(Map<String, AttributeValue> item) {
        String[] parts = TableAttributes.text(item, TableAttributes.PK).split("#", 3);
        if (parts.length < 3 || !parts[0].equals("T")) {
            throw new CorruptItemException(item, "does not start with a tenant");
        }
        return new TenantId(parts[1]);
    }
}
