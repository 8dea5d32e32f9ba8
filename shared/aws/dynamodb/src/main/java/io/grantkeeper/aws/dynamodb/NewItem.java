package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.TableSchema.Index;
import io.grantkeeper.identity.json.ModelJson;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Creates items with the attributes that most types of items have. Callers add the others. */
final class NewItem {
    private NewItem() {}

    static Map<String, AttributeValue> of(PrimaryKey key, ItemType type) {
        Map<String, AttributeValue> item = new HashMap<>(key.attributes());
        item.put(TableAttributes.TYPE, type.value());
        return item;
    }

    /** Returns an item whose body is the content as JSON. */
    static Map<String, AttributeValue> withJson(PrimaryKey key, ItemType type, Object content) {
        Map<String, AttributeValue> item = of(key, type);
        item.put(TableAttributes.BODY, TableAttributes.text(ModelJson.write(content)));
        return item;
    }

    /** Returns an item with a version, for a conditional write. Its body is the content as JSON. */
    static Map<String, AttributeValue> versioned(PrimaryKey key, ItemType type, long version, Object content) {
        Map<String, AttributeValue> item = withJson(key, type, content);
        item.put(TableAttributes.VERSION, TableAttributes.number(version));
        return item;
    }

    /** Lists an item in an index. */
    static void list(Map<String, AttributeValue> item, Index index, String partition, String sortKey) {
        item.put(index.partitionKey(), TableAttributes.text(partition));
        item.put(index.sortKey(), TableAttributes.text(sortKey));
    }
}
