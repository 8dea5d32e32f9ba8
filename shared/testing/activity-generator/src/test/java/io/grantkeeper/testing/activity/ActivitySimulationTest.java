package io.grantkeeper.testing.activity;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ActivitySimulationTest {
    private static ActivitySimulation simulation;
    private static List<ObjectNode> labels;

    /** The members that a row of each stream must have so that it can be parsed. */
    private static final Map<String, List<String>> REQUIRED = Map.of(
            "okta/system-log", List.of("uuid", "published", "eventType", "actor", "outcome", "target"),
            "github/audit-log", List.of("@timestamp", "_document_id", "action", "actor", "org"),
            "google/token", List.of("id", "actor", "events"),
            "google/drive", List.of("id", "actor", "events"),
            "google/login", List.of("id", "actor", "events"),
            "google/admin", List.of("id", "actor", "events"),
            "microsoft/sign-ins", List.of("id", "createdDateTime", "appId", "signInEventTypes", "status"),
            "microsoft/directory-audit",
                    List.of("id", "activityDateTime", "activityDisplayName", "initiatedBy", "targetResources"),
            "slack/audit", List.of("id", "date_create", "action", "actor", "entity"),
            "openai/audit", List.of("id", "type", "effective_at", "actor"));

    @BeforeAll
    static void simulate() {
        simulation = ActivitySimulation.of(7);
        labels = ActivityFiles.labels(simulation);
    }

    private static Stream<JsonNode> lines() {
        return simulation.arrivals().stream().map(ActivityFiles::row);
    }

    @Test
    void sameSeedGivesSameRowsAndLabels() {
        ActivitySimulation again = ActivitySimulation.of(7);
        assertThat(again.arrivals()).hasSameSizeAs(simulation.arrivals());
        for (int i = 0; i < again.arrivals().size(); i++) {
            if (!again.arrivals()
                    .get(i)
                    .entry()
                    .row()
                    .json()
                    .equals(simulation.arrivals().get(i).entry().row().json())) {
                fail("Row " + i + " differs");
            }
        }
        assertThat(ActivityFiles.labels(again)).isEqualTo(labels);
    }

    @Test
    void plantsEveryKindOfScenario() {
        Set<String> kinds = labels.stream()
                .filter(label -> label.has("kind"))
                .map(label -> label.path("kind").asString())
                .collect(toSet());
        assertThat(kinds)
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Arrays.stream(AttackKind.values()), Arrays.stream(BenignKind.values()))
                        .map(kind -> kind.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .toList());
        assertThat(AttackKind.values()).hasSizeGreaterThanOrEqualTo(20);
        assertThat(BenignKind.values()).hasSizeGreaterThanOrEqualTo(15);
    }

    @Test
    void labelsPointOnlyToRowsOfLabeledIdentities() {
        List<LogArrivalSimulator.Arrival> arrivals = simulation.arrivals();
        for (ObjectNode label : labels.subList(1, labels.size())) {
            Set<String> ids = new HashSet<>();
            label.path("identities")
                    .forEach(identity -> ids.add(identity.path("id").asString()));
            assertThat(label.path("rows")).as(label.path("kind").asString()).isNotEmpty();
            for (String member : List.of("rows", "context")) {
                for (JsonNode line : label.path(member)) {
                    GeneratedIdentity identity =
                            arrivals.get(line.asInt() - 1).entry().identity();
                    if (identity == null || !ids.contains(identity.id)) {
                        fail("Row " + line + " is about another identity than " + label.path("kind"));
                    }
                }
            }
        }
    }

    @Test
    void attacksBeginAfterLearningPeriod() {
        Instant learned = simulation.start().plus(Duration.ofDays(14));
        assertThat(labels.subList(1, labels.size()))
                .allSatisfy(label ->
                        assertThat(Instant.parse(label.path("from").asString())).isAfter(learned));
    }

    @Test
    void rowsHaveMembersThatTheirStreamRequires() {
        Set<String> streams = new HashSet<>();
        lines().forEach(line -> {
            String stream =
                    line.path("provider").asString() + "/" + line.path("stream").asString();
            streams.add(stream);
            for (String member : REQUIRED.getOrDefault(stream, List.of("id", "created_at", "type", "actor"))) {
                if (!line.path("row").has(member)) {
                    fail(member + " is missing in a row of " + stream);
                }
            }
            if (LogRowTimes.of(line).isBefore(simulation.start().minusSeconds(1))) {
                fail("A row of " + stream + " is too old");
            }
        });
        assertThat(streams).containsAll(REQUIRED.keySet()).contains("anthropic/activities");
    }

    @Test
    void rowsOfOneStreamArriveInChronologicalOrder() {
        Map<String, Instant> latest = new HashMap<>();
        for (LogArrivalSimulator.Arrival arrival : simulation.arrivals()) {
            if (!arrival.again()) {
                String stream = arrival.entry().connection() + arrival.entry().row().stream();
                Instant at = arrival.entry().at();
                if (at.isBefore(latest.getOrDefault(stream, Instant.MIN))) {
                    fail("A row of " + stream + " arrives after a later one");
                }
                latest.put(stream, at);
            }
        }
    }

    @Test
    void streamsLagBehindEachOtherByLessThanHalfAnHour() {
        Instant latest = Instant.MIN;
        Duration longest = Duration.ZERO;
        for (LogArrivalSimulator.Arrival arrival : simulation.arrivals()) {
            if (arrival.again()) {
                continue;
            }
            Instant at = arrival.entry().at();
            if (at.isBefore(latest)) {
                Duration behind = Duration.between(at, latest);
                longest = behind.compareTo(longest) > 0 ? behind : longest;
            } else {
                latest = at;
            }
        }
        assertThat(longest).isBetween(Duration.ofMinutes(5), LogArrivalSimulator.longestLag());
    }

    @Test
    void logsContainDuplicatesAndMissingMembers() {
        assertThat(simulation.arrivals().stream()
                        .filter(LogArrivalSimulator.Arrival::again)
                        .count())
                .isGreaterThan(500);
        assertThat(lines().filter(line -> line.path("provider").asString().equals("google"))
                        .filter(line -> !line.path("row").has("ipAddress")))
                .isNotEmpty();
    }

    @Test
    void addressesOfListedNetworksMatchTheirPrefix() {
        for (SimulatedNetwork network : NetworkCatalog.all()) {
            String base = network.prefix().substring(0, network.prefix().indexOf('/'));
            String fixed = network.prefix().endsWith("/24")
                    ? base.substring(0, base.lastIndexOf('.') + 1)
                    : base.contains(":")
                            ? base.replace("::", ":")
                            : base.substring(0, base.indexOf('.', base.indexOf('.') + 1) + 1);
            assertThat(network.address(4_711)).startsWith(fixed);
        }
    }
}
