package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.ledger.tile.EntryBundle;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Compresses several entries together (zlib), because the entries of one identity are largely identical. */
final class CompressedLedgerEntries {
    private CompressedLedgerEntries() {}

    static byte[] pack(EntryBundle entries) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(packed)) {
            deflated.write(entries.encode());
        } catch (IOException e) {
            throw new IllegalStateException("an in-memory write failed", e);
        }
        return packed.toByteArray();
    }

    /**
     * Decompresses entries.
     *
     * @throws IllegalArgumentException if the bytes are not compressed entries
     */
    static EntryBundle unpack(byte[] packed) {
        try (InflaterInputStream inflated = new InflaterInputStream(new ByteArrayInputStream(packed))) {
            return EntryBundle.decode(inflated.readAllBytes());
        } catch (IOException e) {
            throw new IllegalArgumentException("the packed entries cannot be decompressed", e);
        }
    }
}
