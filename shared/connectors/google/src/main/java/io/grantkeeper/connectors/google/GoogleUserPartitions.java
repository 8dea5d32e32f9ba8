package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.RowPage;
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
 * Partitions of a tenant's users: 256 buckets. A user's bucket depends only on the user's id, so it is the
 * same in every sweep, no matter who joins or leaves. A bucket that no longer has users is still read, because
 * only that read shows that its rows were removed.
 */
final class GoogleUserPartitions {
    /** The parameter with the ids of the bucket's users, separated by spaces. */
    private static final String USERS = "users";

    /** The parameter with the ids of the users who are suspended or archived. */
    private static final String INACTIVE = "inactive";

    /**
     * The maximum total length of the ids. They are part of a queue message of at most 256 KB, and Google's ids
     * have 21 digits. With 256 buckets, that is enough for about two million users.
     */
    private static final int MAX_PARAMETERS = 180_000;

    private GoogleUserPartitions() {}

    /** Returns the bucket's name: two hexadecimal digits of a checksum that is the same on every machine. */
    static String bucketOf(String userId) {
        CRC32 checksum = new CRC32();
        checksum.update(userId.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "users-%02x", checksum.getValue() & 0xff);
    }

    /** Returns the partition that reads only this user. */
    static Partition singleUser(StreamId stream, String userId) {
        return Partition.of(stream, bucketOf(userId), Map.of()).onlySegment(userId, Map.of());
    }

    /** Returns the users to read: the segment's only user, or all users of the bucket. */
    static List<String> users(Partition partition) {
        Optional<String> segment = partition.segment();
        return segment.isPresent() ? List.of(segment.get()) : ids(partition, USERS);
    }

    static Set<String> inactive(Partition partition) {
        return new HashSet<>(ids(partition, INACTIVE));
    }

    /**
     * Lists the tenant's users and assigns them to buckets.
     *
     * @throws ConnectorException {@link Misconfigured} if a bucket does not fit into a message. In that case no
     *     partition is planned, so no user counts as removed
     */
    static List<Partition> plan(ProviderSession session, StreamId stream, Set<String> known) throws ConnectorException {
        SortedMap<String, Bucket> buckets = new TreeMap<>();
        known.forEach(id -> buckets.put(id, new Bucket()));
        GoogleSettings settings = GoogleSettings.of(session);
        RowPage.forEachRow(
                "Google's list of users",
                from -> GoogleUserPage.read(session, settings, "basic", false, from.orElse("")),
                user -> {
                    String id = user.nonBlank("id");
                    buckets.computeIfAbsent(bucketOf(id), _ -> new Bucket())
                            .add(id, user.flagOrFalse("suspended") || user.flagOrFalse("archived"));
                });
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
            if (size > MAX_PARAMETERS) {
                throw new ConnectorException(new Misconfigured(
                        "partition '%s' has %d users, more than a queue message can name; the connector supports at most about two million users in a tenant"
                                .formatted(name, users.size())));
            }
            return parameters;
        }

        private static String sorted(List<String> ids) {
            return String.join(" ", ids.stream().distinct().sorted().toList());
        }
    }
}
