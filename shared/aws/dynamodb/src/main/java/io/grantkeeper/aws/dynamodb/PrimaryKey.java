package io.grantkeeper.aws.dynamodb;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item's primary key. */
record PrimaryKey(String pk, String sk) {
    Map<String, AttributeValue> attributes() {
        return Map.of(TableAttributes.PK, TableAttributes.text(pk), TableAttributes.SK, TableAttributes.text(sk));
    }

    /**
     * Compares both attributes. The method is written by hand because the generated methods of records are linked on
     * their first call, which would delay a starting function.
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PrimaryKey key && pk.equals(key.pk) && sk.equals(key.sk);
    }

    @Override
    public int hashCode() {
        return 31 * pk.hashCode() + sk.hashCode();
    }

    static PrimaryKey of(Map<String, AttributeValue> item) {
        return new PrimaryKey(
                TableAttributes.text(item, TableAttributes.PK), TableAttributes.text(item, TableAttributes.SK));
    }
}
