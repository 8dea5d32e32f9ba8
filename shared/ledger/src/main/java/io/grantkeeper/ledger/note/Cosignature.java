package io.grantkeeper.ledger.note;

import io.grantkeeper.ledger.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/** A witness' signature: it saw this checkpoint at that time, and it follows from those it saw before (tlog-cosignature). */
public final class Cosignature {
    private Cosignature() {}

    /** @param witness whose key is of type {@link SignatureType#COSIGNATURE} */
    public static NoteSignature sign(NoteSigner witness, String checkpointText, Instant seen) {
        byte[] time =
                ByteBuffer.allocate(Long.BYTES).putLong(seen.getEpochSecond()).array();
        byte[] signature = witness.sign(message(checkpointText, seen.getEpochSecond()));
        return new NoteSignature(witness.key().name(), witness.key().id(), Bytes.of(Ed25519.joined(time, signature)));
    }

    static boolean verifies(VerifierKey key, String checkpointText, byte[] bytes) {
        return bytes.length == Long.BYTES + Ed25519.SIGNATURE_BYTES
                && key.verifies(
                        message(checkpointText, ByteBuffer.wrap(bytes).getLong()),
                        Arrays.copyOfRange(bytes, Long.BYTES, bytes.length));
    }

    static Instant seen(byte[] bytes) {
        return Instant.ofEpochSecond(ByteBuffer.wrap(bytes).getLong());
    }

    private static byte[] message(String checkpointText, long seconds) {
        return "cosignature/v1\ntime %s\n%s"
                .formatted(Long.toUnsignedString(seconds), checkpointText)
                .getBytes(StandardCharsets.UTF_8);
    }
}
