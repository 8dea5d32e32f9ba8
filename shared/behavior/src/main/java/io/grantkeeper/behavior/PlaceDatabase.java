package io.grantkeeper.behavior;

import io.grantkeeper.connector.activity.ActivityPlace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The known blocks of IP addresses. Network data in the provider's log takes precedence, followed by the longest
 * matching block in the operator's JSON Lines files, the operator's {@code .mmdb} files, and the longest matching
 * bundled block. Nothing is looked up over the network.
 */
public final class PlaceDatabase {
    private static final int MOST_CACHED = 200_000;
    private static final int MOST_LATEST = 20_000;
    private static final int V4_OFFSET = 96;

    /**
     * The maximum size of a JSON Lines file, in bytes. Such a file is read into memory, so a larger list must be an
     * {@code .mmdb} file.
     */
    private static final long MOST_BYTES_OF_LINES = 64L << 20;

    private static final int MOST_FAULTS = 100;

    /** The blocks by prefix length, longest first. */
    private final TreeMap<Integer, Map<IpAddress, Block>> blocks = new TreeMap<>(java.util.Comparator.reverseOrder());

    private final Map<Long, Block> systems = new HashMap<>();
    private final List<MmdbFile> databases = new ArrayList<>();
    private final List<String> faults = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Optional<Found>> cache = new ConcurrentHashMap<>();
    private final Map<String, Located> latest = new ConcurrentHashMap<>();
    private boolean bundling;

    /** A block of IP addresses or, if the prefix is empty, an autonomous system. */
    private record Block(String prefix, long asn, String org, String country, PlaceKind kind, boolean bundled) {}

    /**
     * What is known of an address.
     *
     * @param network the block by which the address is judged if nothing else is known
     */
    private record Found(@Nullable Block block, String network) {}

    /** The latest place of an address. Most rows of an address state the same. */
    private record Located(ActivityPlace stated, Place place) {}

    /** Creates a database with the bundled special address blocks, cloud ranges and hosting networks. */
    public PlaceDatabase() {
        bundling = true;
        try (Reader bundled = new InputStreamReader(
                Objects.requireNonNull(PlaceDatabase.class.getResourceAsStream("places.jsonl")),
                StandardCharsets.UTF_8)) {
            read(bundled);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        bundling = false;
    }

    /**
     * Adds a file that the operator names: an {@code .mmdb} file from MaxMind, DB-IP or IPinfo, or a JSON Lines file. A
     * file that cannot be read is reported in {@link #faults} and skipped.
     *
     * @return whether the file could be opened
     */
    public boolean read(Path file) {
        String name = String.valueOf(file.getFileName());
        try {
            if (name.toLowerCase(Locale.ROOT).endsWith(".mmdb")) {
                databases.add(MmdbFile.open(file, this::fault));
                cache.clear();
                latest.clear();
                return true;
            }
            long size = Files.size(file);
            if (size > MOST_BYTES_OF_LINES) {
                fault("%s has %d bytes, but a file of JSON lines may have at most %d; an .mmdb file may be larger"
                        .formatted(name, size, MOST_BYTES_OF_LINES));
                return false;
            }
            try (Reader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                read(lines);
            }
            return true;
        } catch (IOException e) {
            fault("%s cannot be read (%s); name an .mmdb file or a file of JSON lines"
                    .formatted(name, e.getClass().getSimpleName()));
            return false;
        }
    }

    /**
     * Adds the blocks of a JSON Lines file, whose lines have the form {@code {"prefix","asn","org","country","kind"}}.
     * A malformed line is reported in {@link #faults} and skipped. If two lines contain the same block, the later one
     * applies, and a fault names the block.
     */
    public void read(Reader file) throws IOException {
        BufferedReader lines = new BufferedReader(file);
        JsonMapper json = JsonMapper.shared();
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                add(json.readTree(line), number);
            } catch (JacksonException _) {
                fault(number, "is not JSON");
            }
        }
        cache.clear();
        latest.clear();
    }

    /** Returns one message for each line or file that was skipped; at most 100. */
    public List<String> faults() {
        synchronized (faults) {
            return List.copyOf(faults);
        }
    }

    /** Returns the operator's databases, each with its type and the day on which it was built. */
    public List<String> databases() {
        return databases.stream().map(MmdbFile::toString).toList();
    }

    private void add(JsonNode line, int number) {
        long asn = line.path("asn").asLong(0);
        String org = line.path("org").asString("");
        String country = line.path("country").asString("").toUpperCase(Locale.ROOT);
        String named = line.path("kind").asString("");
        Optional<PlaceKind> kind = named.isEmpty() ? Optional.of(PlaceKind.UNKNOWN) : PlaceKind.named(named);
        if (kind.isEmpty()) {
            fault(number, "has an unknown kind; use one of %s".formatted(PlaceKind.codes()));
        }
        String prefix = line.path("prefix").asString("");
        Block block = new Block(prefix, asn, org, country, kind.orElse(PlaceKind.UNKNOWN), bundling);
        if (prefix.isEmpty() && asn > 0) {
            systems.put(asn, block);
            return;
        }
        int slash = prefix.indexOf('/');
        Optional<IpAddress> address = IpAddress.parse(slash < 0 ? prefix : prefix.substring(0, slash));
        int length = slash < 0 ? 128 : length(prefix.substring(slash + 1));
        if (address.isEmpty() || length < 0) {
            fault(number, "has no valid prefix; use an address block such as 192.0.2.0/24");
            return;
        }
        boolean v4 = address.get().isV4() && prefix.indexOf(':') < 0;
        int bits = slash < 0 ? 128 : v4 ? length + V4_OFFSET : length;
        if (bits > 128) {
            fault(number, "has a prefix length that is too long");
            return;
        }
        Block before = blocks.computeIfAbsent(bits, _ -> new HashMap<>())
                .put(address.get().truncate(bits), block);
        if (before != null && !before.bundled() && !before.equals(block)) {
            fault(number, "repeats a block with other values; this line applies");
        }
    }

    private void fault(int number, String problem) {
        fault("line %d of the places %s".formatted(number, problem));
    }

    private void fault(String problem) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(problem);
        }
    }

    private static int length(String text) {
        if (text.isEmpty() || text.length() > 3 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        return Integer.parseInt(text);
    }

    /** Returns the place that the network data of an activity describes. */
    Place locate(ActivityPlace stated) {
        if (stated.address().isEmpty() && stated.asn() == 0) {
            return Place.NOWHERE;
        }
        Located known = latest.get(stated.address());
        if (known != null && known.stated().equals(stated)) {
            return known.place();
        }
        Place place = place(stated);
        if (latest.size() < MOST_LATEST || known != null) {
            latest.put(stated.address(), new Located(stated, place));
        }
        return place;
    }

    private Place place(ActivityPlace stated) {
        Optional<Found> found = find(stated.address());
        Block block = found.map(Found::block).orElse(null);
        long asn = stated.asn() > 0 ? stated.asn() : block == null ? 0 : block.asn();
        if (found.isEmpty() && asn == 0) {
            return Place.NOWHERE;
        }
        String blockName = block != null && asn > 0
                ? block.prefix()
                : found.map(Found::network).orElse("AS" + asn);
        String country = stated.country().length() == 2
                ? stated.country().toUpperCase(Locale.ROOT)
                : block == null || block.country().isEmpty() ? stated.country() : block.country();
        Block system = systems.get(asn);
        String org = !stated.org().isEmpty()
                ? stated.org()
                : block != null && !block.org().isEmpty() ? block.org() : system == null ? "" : system.org();
        PlaceKind kind = block != null && block.kind() != PlaceKind.UNKNOWN
                ? block.kind()
                : system == null ? PlaceKind.UNKNOWN : system.kind();
        String network = asn > 0 ? "AS" + asn : block != null && !block.org().isEmpty() ? block.org() : blockName;
        return new Place(network, block == null ? blockName : block.prefix(), org, country, kind, block != null);
    }

    /** Returns whether a string that should be an address is not a valid one. */
    public boolean isInvalid(String address) {
        return !address.isBlank() && !address.equals("-") && find(address).isEmpty();
    }

    private Optional<Found> find(String address) {
        Optional<Found> known = cache.get(address);
        if (known == null) {
            known = IpAddress.parse(address).map(parsed -> new Found(block(parsed), network(parsed)));
            if (cache.size() < MOST_CACHED) {
                cache.put(address, known);
            }
        }
        return known;
    }

    /** Returns the block for an address. Each member comes from the first source that states it. */
    private @Nullable Block block(IpAddress address) {
        Block known = longest(address, false);
        for (MmdbFile database : databases) {
            Optional<MmdbFile.Entry> entry = database.find(address);
            if (entry.isPresent()) {
                known = complete(known, of(entry.get()));
            }
        }
        Block bundled = longest(address, true);
        return bundled == null ? known : complete(known, bundled);
    }

    private static Block of(MmdbFile.Entry entry) {
        return new Block(entry.prefix(), entry.asn(), entry.org(), entry.country(), entry.kind(), false);
    }

    private static Block complete(@Nullable Block first, Block second) {
        return first == null
                ? second
                : new Block(
                        first.prefix(),
                        first.asn() > 0 ? first.asn() : second.asn(),
                        first.org().isEmpty() ? second.org() : first.org(),
                        first.country().isEmpty() ? second.country() : first.country(),
                        first.kind() == PlaceKind.UNKNOWN ? second.kind() : first.kind(),
                        first.bundled());
    }

    private @Nullable Block longest(IpAddress address, boolean bundled) {
        for (Map.Entry<Integer, Map<IpAddress, Block>> length : blocks.entrySet()) {
            Block block = length.getValue().get(address.truncate(length.getKey()));
            if (block != null && block.bundled() == bundled) {
                return block;
            }
        }
        return null;
    }

    /** Returns the block by which an unlisted address is judged: {@code 203.0.0.0/16} or {@code 2001:db8:…/32}. */
    private static String network(IpAddress address) {
        return address.isV4() ? address.truncate(V4_OFFSET + 16) + "/16" : address.truncate(32) + "/32";
    }
}
