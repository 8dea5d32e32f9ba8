package io.grantkeeper.aws.dynamodb;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.grantkeeper.ledger.Bytes;
import java.util.Map;
import java.util.Optional;

/** Finds entries of the ledger in the table's stream, when they are told: that they get their place says nothing new. */
public final class ToldEntries {
    private ToldEntries() {}

    /** The leaf of an entry that was just told; empty for every other record. */
    public static Optional<Bytes> ofLambda(DynamodbStreamRecord told) {
        if (told.getDynamodb() == null || told.getDynamodb().getNewImage() == null) {
            return Optional.empty();
        }
        boolean known = told.getDynamodb().getOldImage() != null
                && !told.getDynamodb().getOldImage().isEmpty();
        Map<String, AttributeValue> image = told.getDynamodb().getNewImage();
        AttributeValue type = image.get(Attributes.TYPE);
        AttributeValue leaf = image.get(DynamoDbLogStore.BYTES);
        if (known
                || type == null
                || !ItemType.ENTRY.name().equals(type.getS())
                || leaf == null
                || leaf.getB() == null) {
            return Optional.empty();
        }
        byte[] bytes = new byte[leaf.getB().remaining()];
        leaf.getB().duplicate().get(bytes);
        return Optional.of(Bytes.of(bytes));
    }
}
