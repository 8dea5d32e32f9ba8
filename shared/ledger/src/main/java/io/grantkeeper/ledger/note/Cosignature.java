package io.grantkeeper.ledger.note;

import io.grantkeeper.ledger.ImmutableBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * A witness's signature of a checkpoint. It states that the witness saw the checkpoint at the given time, and that the
 * checkpoint is consistent with all earlier checkpoints that the witness has seen (tlog-cosignature).
 */
public final class Cosignature {
    private Cosignature() {}

    /**
     * Signs a checkpoint as a witness.
     *
     * @param witness the signer, whose key is of type {@link SignatureType#COSIGNATURE}
     */
    public static NoteSignature sign(NoteSigner witness, String checkpointText, Instant seen) {
        byte[] time =
                ByteBuffer.allocate(Long.BYTES).putLong(seen.getEpochSecond()).array();
        byte[] signature = witness.sign(message(checkpointText, seen.getEpochSecond()));
        return new NoteSignature(
                witness.key().name(), witness.key().id(), ImmutableBytes.of(Ed25519.joined(time, signature)));
    }

    /** Returns whether a signature is a valid cosignature of a checkpoint by a witness. */
    public static boolean isValid(VerifierKey witness, String checkpointText, NoteSignature signature) {
        return signature.isBy(witness)
                && verifies(witness, checkpointText, signature.bytes().array());
    }

    static boolean verifies(VerifierKey key, String checkpointText, byte[] bytes) {
        return bytes.length == Long.BYTES + Ed25519.SIGNATURE_BYTES
                && hasPossibleTime(bytes)
                && key.verifies(
                        message(checkpointText, ByteBuffer.wrap(bytes).getLong()),
                        Arrays.copyOfRange(bytes, Long.BYTES, bytes.length));
    }

    /** Returns whether the time can be represented. The specification allows times up to 2^63 - 1 seconds. */
    private static boolean hasPossibleTime(byte[] bytes) {
        long seconds = ByteBuffer.wrap(bytes).getLong();
        return seconds >= 0 && seconds <= Instant.MAX.getEpochSecond();
    }

    /** Returns the time at which the witness saw the checkpoint. */
    public static Instant seen(NoteSignature cosignature) {
        return seen(cosignature.bytes().array());
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
