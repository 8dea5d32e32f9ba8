package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.PageTrail;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * Slices a tenant's users into 256 partitions. A user's bucket follows from the id alone, so it stays the same from
 * sweep to sweep, whoever comes and goes; a bucket that lost its last user is still read, which shows that its rows are
 * gone.
 */
final class UserBuckets {
    /** Ids of the bucket's users, separated by blanks. */
    private static final String USERS = "users";

    /** Those of them who are suspended or archived. */
    private static final String INACTIVE = "inactive";

    /**
     * The ids travel in a queue message of at most 256 KB; Google's ids have 21 digits. At 256 buckets this is room for
     * about two million users.
     */
    private static final int LARGEST_PARAMETERS = 180_000;

    private UserBuckets() {}

    /** The bucket's name: two hexadecimal digits of a checksum, which is the same on every machine. */
    static String bucketOf(String userId) {
        CRC32 checksum = new CRC32();
        checksum.update(userId.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "users-%02x", checksum.getValue() & 0xff);
    }

    /** One user's segment of its bucket, to be read again alone. */
    static Partition onlyUser(StreamId stream, String userId) {
        return Partition.of(stream, bucketOf(userId), Map.of()).onlySegment(userId, Map.of());
    }

    /** The users to read: the one of the segment, or all of the bucket. */
    static List<String> users(Partition partition) {
        Optional<String> segment = partition.segment();
        return segment.isPresent() ? List.of(segment.get()) : ids(partition, USERS);
    }

    static Set<String> inactive(Partition partition) {
        return new HashSet<>(ids(partition, INACTIVE));
    }

    /**
     * Lists the tenant's users and slices them.
     *
     * @throws ConnectorException {@link Misconfigured} where a bucket no longer fits into a message: then nothing is
     *     planned, so nothing is taken for gone
     */
    static List<Partition> plan(ProviderSession session, StreamId stream, Set<String> known) throws ConnectorException {
        SortedMap<String, Bucket> buckets = new TreeMap<>();
        known.forEach(id -> buckets.put(id, new Bucket()));
        GoogleSettings settings = GoogleSettings.of(session);
        PageTrail trail = new PageTrail("the users of Google");
        String token = "";
        while (true) {
            UserPage page = UserPage.read(session, settings, "basic", false, token);
            for (JsonBody user : page.users()) {
                String id = Read.required(user, "id");
                buckets.computeIfAbsent(bucketOf(id), _ -> new Bucket())
                        .add(id, Read.flag(user, "suspended") || Read.flag(user, "archived"));
            }
            if (page.next().isEmpty()) {
                break;
            }
            token = page.next().get();
            trail.goOnTo(token);
        }
        List<Partition> partitions = new ArrayList<>();
        for (Map.Entry<String, Bucket> bucket : buckets.entrySet()) {
            partitions.add(
                    Partition.of(stream, bucket.getKey(), bucket.getValue().parameters(bucket.getKey())));
        }
        return partitions;
    }

    private static List<String> ids(Partition partition, String parameter) {
        String joined = partition.parameters().getOrDefault(parameter, "");
        return Arrays.stream(joined.split(" ")).filter(id -> !id.isEmpty()).toList();
    }

    private static final class Bucket {
        private final List<String> users = new ArrayList<>();
        private final List<String> inactive = new ArrayList<>();

        void add(String id, boolean isInactive) {
            users.add(id);
            if (isInactive) {
                inactive.add(id);
            }
        }

        Map<String, String> parameters(String name) throws ConnectorException {
            Map<String, String> parameters = new TreeMap<>();
            parameters.put(USERS, sorted(users));
            if (!inactive.isEmpty()) {
                parameters.put(INACTIVE, sorted(inactive));
            }
            int size = parameters.values().stream().mapToInt(String::length).sum();
            if (size > LARGEST_PARAMETERS) {
                throw new ConnectorException(new Misconfigured(
                        "slice '%s' has %d users, more than a queue message can name; the connector is made for at most about two million users in a tenant"
                                .formatted(name, users.size())));
            }
            return parameters;
        }

        private static String sorted(List<String> ids) {
            return String.join(" ", ids.stream().distinct().sorted().toList());
        }
    }
}
