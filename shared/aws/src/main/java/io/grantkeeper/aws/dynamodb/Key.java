package io.grantkeeper.aws.dynamodb;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item's primary key. */
record Key(String pk, String sk) {
    Map<String, AttributeValue> attributes() {
        return Map.of(Attributes.PK, Attributes.text(pk), Attributes.SK, Attributes.text(sk));
    }

    static Key of(Map<String, AttributeValue> item) {
        return new Key(Attributes.text(item, Attributes.PK), Attributes.text(item, Attributes.SK));
    }
}
