package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.record.ConfigurationStore;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Stores the most recently recorded configuration in a single item. An earlier configuration never overwrites a later
 * one.
 */
public final class DynamoDbConfigurationStore implements ConfigurationStore {
    static final String NUMBER = "number";
    static final String DIGEST = "digest";
    static final String DOCUMENT = "document";

    private final DynamoDbTable table;

    public DynamoDbConfigurationStore(DynamoDbTable table) {
        this.table = table;
    }

    @Override
    public Optional<RecordedConfiguration> last(TenantId tenant) {
        return table.get(LedgerItemKeys.configuration(tenant), Freshness.STRONG)
                .map(item -> new RecordedConfiguration(
                        TableAttributes.number(item, NUMBER),
                        TableAttributes.text(item, DIGEST),
                        TableAttributes.optional(item, DOCUMENT)
                                .map(AttributeValue::s)
                                .orElse("")));
    }

    @Override
    public boolean save(TenantId tenant, RecordedConfiguration next) {
        return table.update(new ConditionalUpdate(LedgerItemKeys.configuration(tenant))
                        .set(TableAttributes.TYPE, ItemType.CONFIGURATION.value())
                        .set(NUMBER, TableAttributes.number(next.number()))
                        .set(DIGEST, TableAttributes.text(next.digest()))
                        .set(DOCUMENT, TableAttributes.text(next.document()))
                        .when("attribute_not_exists(#pk) OR #number < :number"
                                + " OR (#number = :number AND #digest = :digest)"))
                .written();
    }
}
