package io.grantkeeper.aws.dynamodb;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/**
 * The schema of the single table: key, indexes and stream. Indexes contain only keys. Rows are read from the table
 * itself, so the content of a result never comes from an outdated index, and a row whose index keys do not change needs
 * no index write.
 */
public final class TableSchema {
    public static final String PARTITION_KEY = TableAttributes.PK;
    public static final String SORT_KEY = TableAttributes.SK;
    /** The attribute for which DynamoDB's time to live is enabled. */
    public static final String TIME_TO_LIVE = TableAttributes.TTL;

    private TableSchema() {}

    /**
     * An index that several types of items share. Each item has only the attributes of the indexes in which it is
     * listed.
     */
    public enum Index {
        G1,
        G2,
        G3,
        G4,
        G5,
        G6;

        public String indexName() {
            return switch (this) {
                case G1 -> "gsi1";
                case G2 -> "gsi2";
                case G3 -> "gsi3";
                case G4 -> "gsi4";
                case G5 -> "gsi5";
                case G6 -> "gsi6";
            };
        }

        public String partitionKey() {
            return indexName() + "p";
        }

        public String sortKey() {
            return indexName() + "s";
        }
    }

    static CreateTableRequest createRequest(String table) {
        List<AttributeDefinition> attributes = new ArrayList<>();
        List<GlobalSecondaryIndex> indexes = new ArrayList<>();
        attributes.add(string(PARTITION_KEY));
        attributes.add(string(SORT_KEY));
        for (Index index : Index.values()) {
            attributes.add(string(index.partitionKey()));
            attributes.add(string(index.sortKey()));
            indexes.add(GlobalSecondaryIndex.builder()
                    .indexName(index.indexName())
                    .keySchema(key(index.partitionKey(), index.sortKey()))
                    .projection(Projection.builder()
                            .projectionType(ProjectionType.KEYS_ONLY)
                            .build())
                    .build());
        }
        return CreateTableRequest.builder()
                .tableName(table)
                .attributeDefinitions(attributes)
                .keySchema(key(PARTITION_KEY, SORT_KEY))
                .globalSecondaryIndexes(indexes)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .streamSpecification(
                        stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES))
                .build();
    }

    private static AttributeDefinition string(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static List<KeySchemaElement> key(String partition, String sort) {
        return List.of(
                KeySchemaElement.builder()
                        .attributeName(partition)
                        .keyType(KeyType.HASH)
                        .build(),
                KeySchemaElement.builder()
                        .attributeName(sort)
                        .keyType(KeyType.RANGE)
                        .build());
    }
}
