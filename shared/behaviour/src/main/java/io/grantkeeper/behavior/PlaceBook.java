package io.grantkeeper.behavior;

import io.grantkeeper.connector.activity.ActivityPlace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
 * The known address blocks. The longest block that contains an address decides. Fields that the provider's row states
 * take precedence. Nothing is looked up over the network.
 */
public final class PlaceBook {
    private static final int MOST_CACHED = 200_000;
    private static final int V4_OFFSET = 96;

    /** Blocks by length, the longest first. */
    private final TreeMap<Integer, Map<IpAddress, Block>> blocks = new TreeMap<>(java.util.Comparator.reverseOrder());

    private final Map<Long, Block> systems = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private final Map<String, Optional<Found>> cache = new ConcurrentHashMap<>();

    private record Block(String prefix, long asn, String org, String country, PlaceKind kind) {}

    private record Found(IpAddress address, @Nullable Block block) {}

    /** Creates a place book with the bundled special address blocks and hosting networks. */
    public PlaceBook() {
        try (Reader bundled = new InputStreamReader(
                Objects.requireNonNull(PlaceBook.class.getResourceAsStream("places.jsonl")), StandardCharsets.UTF_8)) {
            read(bundled);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /**
     * Adds the blocks of a file of JSON lines {@code {"prefix","asn","org","country","kind"}}. A broken line is reported
     * in {@link #faults} and skipped. Of two lines with the same block, the later one applies.
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
    }

    /** Returns one message for each line that was skipped; at most 100. */
    public List<String> faults() {
        return List.copyOf(faults);
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
        Block block = new Block(prefix, asn, org, country, kind.orElse(PlaceKind.UNKNOWN));
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
        blocks.computeIfAbsent(bits, _ -> new HashMap<>()).put(address.get().truncate(bits), block);
    }

    private void fault(int number, String problem) {
        if (faults.size() < 100) {
            faults.add("line %d of the places %s".formatted(number, problem));
        }
    }

    private static int length(String text) {
        if (text.isEmpty() || text.length() > 3 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        return Integer.parseInt(text);
    }

    /** Returns the place of a row. */
    Place locate(ActivityPlace stated) {
        if (stated.address().isEmpty() && stated.asn() == 0) {
            return Place.NOWHERE;
        }
        Optional<Found> found = find(stated.address());
        Block block = found.map(Found::block).orElse(null);
        long asn = stated.asn() > 0 ? stated.asn() : block == null ? 0 : block.asn();
        if (found.isEmpty() && asn == 0) {
            return Place.NOWHERE;
        }
        String blockName = found.map(each -> network(each.address())).orElse("AS" + asn);
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

    /** Returns whether a text that should be an address is not one. */
    public boolean isInvalid(String address) {
        return !address.isBlank() && !address.equals("-") && find(address).isEmpty();
    }

    private Optional<Found> find(String address) {
        Optional<Found> known = cache.get(address);
        if (known == null) {
            known = IpAddress.parse(address).map(parsed -> new Found(parsed, longest(parsed)));
            if (cache.size() < MOST_CACHED) {
                cache.put(address, known);
            }
        }
        return known;
    }

    private @Nullable Block longest(IpAddress address) {
        for (Map.Entry<Integer, Map<IpAddress, Block>> length : blocks.entrySet()) {
            Block block = length.getValue().get(address.truncate(length.getKey()));
            if (block != null) {
                return block;
            }
        }
        return null;
    }

    /** Returns the block at which an unlisted address is judged: {@code 203.0.0.0/16} or {@code 2001:db8:…/32}. */
    private static String network(IpAddress address) {
        return address.isV4() ? address.truncate(V4_OFFSET + 16) + "/16" : address.truncate(32) + "/32";
    }
}
