package io.grantkeeper.aws.dynamodb;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item's primary key. */
record Key(String pk, String sk) {
    Map<String, AttributeValue> attributes() {
        return Map.of(Attributes.PK, Attributes.text(pk), Attributes.SK, Attributes.text(sk));
    }

    /** By hand: what records have of themselves is linked when it is first called, which a function that starts waits for. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Key key && pk.equals(key.pk) && sk.equals(key.sk);
    }

    @Override
    public int hashCode() {
        return 31 * pk.hashCode() + sk.hashCode();
    }

    static Key of(Map<String, AttributeValue> item) {
        return new Key(Attributes.text(item, Attributes.PK), Attributes.text(item, Attributes.SK));
    }
}
