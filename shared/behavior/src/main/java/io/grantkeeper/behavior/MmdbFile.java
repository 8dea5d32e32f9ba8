package io.grantkeeper.behavior;

import com.maxmind.db.DatabaseRecord;
import com.maxmind.db.Metadata;
import com.maxmind.db.Reader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A database of address blocks in MaxMind's format, as published by MaxMind, DB-IP and IPinfo. The file is mapped into
 * memory, so that it uses no heap. To replace the file, rename another file to its name; do not write into it.
 *
 * <p>Members: MaxMind's and DB-IP's {@code autonomous_system_number}, {@code autonomous_system_organization},
 * {@code country.iso_code} and {@code is_tor_exit_node}, {@code is_hosting_provider}, {@code is_anonymous_vpn};
 * IPinfo's {@code asn}, {@code as_name} and {@code country_code}.
 */
final class MmdbFile {
    /** The maximum file size, in bytes. The largest published network and country databases are about 200 MB. */
    private static final long MOST_BYTES = 1L << 30;

    private final String name;
    private final Reader reader;
    private final boolean v6;
    private final String description;
    private final Consumer<String> faults;
    private final AtomicBoolean broken = new AtomicBoolean();

    /**
     * A database's entry for the block that contains an address.
     *
     * @param asn the number of the autonomous system; 0 if unknown
     * @param org the operator's name; empty if unknown
     * @param country the two-letter code in uppercase; empty if unknown
     */
    record Entry(String prefix, long asn, String org, String country, PlaceKind kind) {}

    private MmdbFile(String name, Reader reader, Consumer<String> faults) {
        this.name = name;
        this.reader = reader;
        this.faults = faults;
        Metadata metadata = reader.getMetadata();
        this.v6 = metadata.ipVersion() == 6;
        this.description = "%s (%s of %s)"
                .formatted(name, metadata.databaseType(), LocalDate.ofInstant(metadata.buildTime(), ZoneOffset.UTC));
    }

    /**
     * Opens a database.
     *
     * @param faults receives one message if a part of the file turns out to be damaged
     * @throws IOException if the file is missing, too large, or not a database
     */
    static MmdbFile open(Path path, Consumer<String> faults) throws IOException {
        File file = path.toFile();
        String name = file.getName();
        if (Files.size(path) > MOST_BYTES) {
            throw new IOException("the file is larger than %d bytes".formatted(MOST_BYTES));
        }
        try {
            return new MmdbFile(name, new Reader(file, Reader.FileMode.MEMORY_MAPPED), faults);
        } catch (RuntimeException e) {
            throw new IOException("the file is not a MaxMind DB", e);
        }
    }

    /** Returns the database's entry for an address; empty if there is none. */
    Optional<Entry> find(IpAddress address) {
        if (!v6 && !address.isV4()) {
            return Optional.empty();
        }
        try {
            DatabaseRecord<?> found = reader.getRecord(inet(address), Map.class);
            return found.data() instanceof Map<?, ?> data
                    ? Optional.of(entry(data, found.network().toString()))
                    : Optional.empty();
        } catch (IOException | RuntimeException | StackOverflowError _) {
            // A broken database can fail in any way: pointers out of the file, cycles, wrong types.
            if (!broken.getAndSet(true)) {
                faults.accept(
                        "%s is damaged, so some addresses have no place; download the file again".formatted(name));
            }
            return Optional.empty();
        }
    }

    private static InetAddress inet(IpAddress address) throws UnknownHostException {
        byte[] bytes = address.isV4()
                ? ByteBuffer.allocate(4).putInt((int) address.low()).array()
                : ByteBuffer.allocate(16)
                        .putLong(address.high())
                        .putLong(address.low())
                        .array();
        return InetAddress.getByAddress(bytes); // never resolves a name
    }

    private static Entry entry(Map<?, ?> data, String prefix) {
        Map<?, ?> traits = data.get("traits") instanceof Map<?, ?> map ? map : data;
        long asn = number(first(data, traits, "autonomous_system_number", "asn"));
        String org = text(first(data, traits, "autonomous_system_organization", "as_name"));
        String country = data.get("country") instanceof Map<?, ?> map
                ? text(map.get("iso_code"))
                : text(first(data, traits, "country_code", "country"));
        PlaceKind kind = is(data, traits, "is_tor_exit_node")
                ? PlaceKind.TOR
                : is(data, traits, "is_anonymous_vpn")
                        ? PlaceKind.VPN
                        : is(data, traits, "is_hosting_provider") ? PlaceKind.HOSTING : PlaceKind.UNKNOWN;
        return new Entry(
                prefix.startsWith("/") ? prefix.substring(1) : prefix,
                asn,
                org,
                country.length() == 2 ? country.toUpperCase(Locale.ROOT) : "",
                kind);
    }

    private static @Nullable Object first(Map<?, ?> data, Map<?, ?> traits, String name, String other) {
        for (Object value : new @Nullable Object[] {data.get(name), traits.get(name), data.get(other)}) {
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static boolean is(Map<?, ?> data, Map<?, ?> traits, String name) {
        return Boolean.TRUE.equals(data.get(name)) || Boolean.TRUE.equals(traits.get(name));
    }

    private static String text(@Nullable Object value) {
        return value instanceof String text && text.length() <= 200 ? text : "";
    }

    /** Returns a number that is stored as a number, or in IPinfo's form {@code AS64500}. */
    private static long number(@Nullable Object value) {
        if (value instanceof Number number) {
            return Math.max(0, number.longValue());
        }
        String digits = text(value).startsWith("AS") ? text(value).substring(2) : text(value);
        return !digits.isEmpty() && digits.length() <= 10 && digits.chars().allMatch(c -> c >= '0' && c <= '9')
                ? Long.parseLong(digits)
                : 0;
    }

    /** Returns the file's name, the database's type, and the day on which it was built. */
    @Override
    public String toString() {
        return description;
    }
}
