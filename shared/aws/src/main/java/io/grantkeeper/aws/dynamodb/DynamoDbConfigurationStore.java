package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.record.ConfigurationStore;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Remembers the last configuration in one item, which only moves forward. */
public final class DynamoDbConfigurationStore implements ConfigurationStore {
    private static final String NUMBER = "number";
    private static final String DIGEST = "digest";
    private static final String DOCUMENT = "document";

    private final DynamoDbTable table;

    public DynamoDbConfigurationStore(DynamoDbTable table) {
        this.table = table;
    }

    @Override
    public Optional<Told> last(TenantId tenant) {
        return table.get(LedgerKeys.configuration(tenant), Freshness.STRONG)
                .map(item -> new Told(
                        Attributes.number(item, NUMBER),
                        Attributes.text(item, DIGEST),
                        Attributes.optional(item, DOCUMENT)
                                .map(AttributeValue::s)
                                .orElse("")));
    }

    @Override
    public boolean tell(TenantId tenant, Told next) {
        return table.update(new Update(LedgerKeys.configuration(tenant))
                        .set(Attributes.TYPE, ItemType.CONFIGURATION.value())
                        .set(NUMBER, Attributes.number(next.number()))
                        .set(DIGEST, Attributes.text(next.digest()))
                        .set(DOCUMENT, Attributes.text(next.document()))
                        .when("attribute_not_exists(#pk) OR #number < :number"
                                + " OR (#number = :number AND #digest = :digest)"))
                .written();
    }
}
