package io.grantkeeper.aws.dynamodb;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Changes the value of an attribute as an attacker with access to the table could. */
final class AttributeTampering {
    private AttributeTampering() {}

    /**
     * Returns a value that differs from the given one.
     *
     * @param step the step for numbers, which increase by one plus a random multiple of it
     */
    static AttributeValue alter(AttributeValue value, Random random, long step) {
        if (value.n() != null) {
            return TableAttributes.number(Long.parseLong(value.n()) + 1 + random.nextInt(300) * step);
        }
        byte[] bytes = value.b() != null ? value.b().asByteArray() : value.s().getBytes(StandardCharsets.UTF_8);
        byte[] changed = bytes.clone();
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(6)) {
            case 0 -> changed = Arrays.copyOf(bytes, at);
            case 1 -> {
                System.arraycopy(bytes, at, changed, 0, bytes.length - at);
                System.arraycopy(bytes, 0, changed, bytes.length - at, at);
            }
            default -> changed[at] = (byte) (changed[at] ^ (1 << random.nextInt(value.b() != null ? 8 : 7)));
        }
        return value.b() != null
                ? AttributeValue.fromB(SdkBytes.fromByteArray(changed))
                : TableAttributes.text(new String(changed, StandardCharsets.UTF_8));
    }
}
