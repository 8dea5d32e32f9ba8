package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.ledger.tile.EntryBundle;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Entries packed together (zlib): those of one identity repeat most of each other. */
final class Packed {
    private Packed() {}

    static byte[] pack(EntryBundle entries) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(packed)) {
            deflated.write(entries.encode());
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail to be written to", e);
        }
        return packed.toByteArray();
    }

    /** @throws IllegalArgumentException where these are no packed entries */
    static EntryBundle unpack(byte[] packed) {
        try (InflaterInputStream inflated = new InflaterInputStream(new ByteArrayInputStream(packed))) {
            return EntryBundle.decode(inflated.readAllBytes());
        } catch (IOException e) {
            throw new IllegalArgumentException("the packed entries cannot be unpacked", e);
        }
    }
}
