package io.grantkeeper.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ListingOrder;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.StreamKind;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.digest.ListingCompleteness;
import io.grantkeeper.identity.digest.RemovalProof;
import io.grantkeeper.identity.digest.RowHashes;
import io.grantkeeper.identity.work.Partition;
import io.grantkeeper.simulator.http.InconsistentListings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a listing inconsistent while it is read, as if the provider's rows moved between pages. The listing must then
 * not prove any removal. In the first check, a row moves to a page that was already read; in the second, a row is
 * repeated; in the third, the provider's count differs from the number of rows that it lists.
 */
final class MovingRowsCheck {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    /** Query parameters with which providers select a page of a listing. */
    private static final Set<String> PAGING =
            Set.of("cursor", "page", "after", "after_id", "pageToken", "$skiptoken", "%24skiptoken");

    private final ContractContext run;

    MovingRowsCheck(ContractContext run) {
        this.run = run;
    }

    /** Removes the first row from each later page, as if the row had moved to the previous page. */
    void movedRowsAreNotRemoved(AccessStream stream) {
        if (isLogOrFixed(stream)) {
            return; // a log removes nothing, and in a fixed order no row moves
        }
        check(stream, new LaterPages() {
            @Override
            void change(ArrayNode rows, JsonNode lastRowBefore) {
                rows.remove(0);
            }
        });
    }

    /** Replaces the first row of each later page with the last row of the previous page. */
    void repeatedRowsProveNothing(AccessStream stream) {
        if (stream.kind() == StreamKind.LOG) {
            return;
        }
        check(stream, new LaterPages() {
            @Override
            void change(ArrayNode rows, JsonNode lastRowBefore) {
                rows.set(0, lastRowBefore.deepCopy());
            }
        });
    }

    /** Raises every count of the provider by one. */
    void disagreeingCountsProveNothing(AccessStream stream) throws ConnectorException {
        Set<String> totals = run.contract().totals();
        List<String> raised = new ArrayList<>();
        TrafficInterceptor more = JsonResponseInterceptor.changing(node -> raise(node, totals, raised));
        List<PartitionWalk> walks = walks(stream, more);
        if (raised.isEmpty() || stream.kind() == StreamKind.LOG) {
            return; // the provider does not count the rows of this stream
        }
        assertThat(walks)
                .as(
                        "'%s': the provider counts one row more than it lists, so the listing must not prove a removal",
                        stream.title())
                .anyMatch(walk -> stream.order().proof(walk.walk(), false) == RemovalProof.NOTHING);
    }

    private static boolean isLogOrFixed(AccessStream stream) {
        return stream.kind() == StreamKind.LOG || stream.order() == ListingOrder.FIXED;
    }

    private void check(AccessStream stream, LaterPages trap) {
        List<RowKey> falselyRemoved = new ArrayList<>();
        try {
            Map<String, PartitionWalk> moved = new HashMap<>();
            walks(stream, trap).forEach(walk -> moved.put(walk.partition().id(), walk));
            for (PartitionWalk before : walks(stream, TrafficInterceptor.NONE)) {
                PartitionWalk after = moved.get(before.partition().id());
                if (after != null) {
                    falselyRemoved.addAll(removed(stream, before, after));
                }
            }
        } catch (ConnectorException _) {
            return; // the connector reported a problem, so no listing was called complete
        }
        assertThat(falselyRemoved)
                .as(
                        "rows of '%s' that are considered removed although they only moved while the listing was read",
                        stream.title())
                .isEmpty();
    }

    private static Set<RowKey> removed(AccessStream stream, PartitionWalk before, PartitionWalk after) {
        Set<RowKey> known = before.items().stream().map(AccessObservation::key).collect(Collectors.toSet());
        boolean hasNewRows = after.items().stream().anyMatch(item -> !known.contains(item.key()));
        RemovalProof proof = stream.order().proof(after.walk(), hasNewRows);
        Set<RowKey> removed = new HashSet<>();
        before.items().forEach(item -> {
            boolean whole = proof == RemovalProof.UNCONFIRMED
                    && after.walk().wholeSegments().contains(RowHashes.ofSegment(stream.segmentOf(item)));
            if (proof == RemovalProof.REMOVED || whole) {
                removed.add(item.key());
            }
        });
        after.items().forEach(item -> removed.remove(item.key()));
        return removed;
    }

    /** One partition, read to its last page. */
    private record PartitionWalk(Partition partition, List<AccessObservation> items, ListingCompleteness walk) {}

    private List<PartitionWalk> walks(AccessStream stream, TrafficInterceptor interceptor) throws ConnectorException {
        List<PartitionWalk> walks = new ArrayList<>();
        try (ConnectorTestRig rig = run.rig(ConnectorTestRig.LONG_WAIT)) {
            TestConnection connected = rig.connect(run.provider(), "one", interceptor);
            AccessStream fresh = rig.connector().stream(stream.id());
            for (Partition partition : fresh.partitions(connected.session(), Set.of())) {
                walks.add(walk(
                        fresh,
                        connected,
                        stream.kind() == StreamKind.LOG ? run.window().addTo(partition) : partition));
            }
        }
        return walks;
    }

    private static PartitionWalk walk(AccessStream stream, TestConnection connected, Partition partition)
            throws ConnectorException {
        List<AccessObservation> items = new ArrayList<>();
        Set<RowKey> seen = new HashSet<>();
        ListingCompleteness walk = ListingCompleteness.start();
        PartitionCursor cursor = PartitionCursor.start();
        while (true) {
            StreamPage page = stream.read(connected.session(), partition, cursor);
            int repeats = 0;
            for (AccessObservation item : page.items()) {
                repeats += seen.add(item.key()) ? 0 : 1;
            }
            items.addAll(page.items());
            walk = page.count().addTo(walk, cursor.token().isEmpty()).withRepeats(repeats);
            switch (page) {
                case StreamPage.More more -> cursor = more.next();
                case StreamPage.Last _ -> {
                    return new PartitionWalk(partition, items, walk);
                }
            }
        }
    }

    private static void raise(JsonNode node, Set<String> totals, List<String> raised) {
        if (node instanceof ObjectNode object) {
            for (String name : totals) {
                if (object.path(name).isIntegralNumber()) {
                    object.put(name, object.path(name).asLong() + 1);
                    raised.add(name);
                }
            }
            object.forEach(member -> raise(member, totals, raised));
        }
    }

    /**
     * Changes each page that continues a listing. A listing is identified by its server, its path, and the query
     * parameters other than those that select a page.
     */
    private abstract static class LaterPages implements TrafficInterceptor {
        private final Map<String, JsonNode> lastRows = new HashMap<>();

        /**
         * Changes the rows of a page that continues a listing.
         *
         * @param lastRowBefore the last row of the previous page, as the provider sent it
         */
        abstract void change(ArrayNode rows, JsonNode lastRowBefore);

        @Override
        public synchronized ProviderDoubleResponse change(ReceivedCall call, ProviderDoubleResponse answer) {
            if (!call.method().equals("GET")
                    || answer.status() != 200
                    || answer.body().isBlank()) {
                return answer;
            }
            try {
                JsonNode body = MAPPER.readTree(answer.body());
                Optional<ArrayNode> rows = InconsistentListings.rows(body);
                if (rows.isEmpty()) {
                    return answer;
                }
                JsonNode last = rows.get().get(rows.get().size() - 1);
                JsonNode before = lastRows.put(listing(call), last.deepCopy());
                if (before == null || parameters(call).noneMatch(LaterPages::leadsToLaterPage)) {
                    return answer;
                }
                change(rows.get(), before);
                return answer.withBody(MAPPER.writeValueAsString(body));
            } catch (JacksonException _) {
                return answer;
            }
        }

        private static String listing(ReceivedCall call) {
            return call.server()
                    + call.path()
                    + parameters(call)
                            .filter(parameter -> !PAGING.contains(name(parameter)))
                            .sorted()
                            .toList();
        }

        private static Stream<String> parameters(ReceivedCall call) {
            return Arrays.stream(call.query().split("&", -1));
        }

        private static boolean leadsToLaterPage(String parameter) {
            return PAGING.contains(name(parameter)) && !parameter.equals("page=1");
        }

        private static String name(String parameter) {
            return parameter.split("=", 2)[0];
        }
    }
}
