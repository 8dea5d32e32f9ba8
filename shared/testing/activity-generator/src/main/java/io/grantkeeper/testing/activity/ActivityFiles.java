package io.grantkeeper.testing.activity;

import static io.grantkeeper.testing.activity.LogRowWriter.object;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a simulation to three files: rows, labels and places. */
final class ActivityFiles {
    private static final Duration AFTERMATH = Duration.ofHours(24);

    private ActivityFiles() {}

    static Path rows(Path folder, long seed) {
        return folder.resolve(seed + ".jsonl");
    }

    static Path labels(Path folder, long seed) {
        return folder.resolve(seed + ".labels.jsonl");
    }

    static Path places(Path folder, long seed) {
        return folder.resolve(seed + ".places.jsonl");
    }

    static void write(ActivitySimulation simulation, Path folder, long seed) throws IOException {
        Files.createDirectories(folder);
        try (BufferedWriter out = Files.newBufferedWriter(rows(folder, seed), UTF_8)) {
            for (LogArrivalSimulator.Arrival arrival : simulation.arrivals()) {
                out.write(row(arrival).toString());
                out.write('\n');
            }
        }
        try (BufferedWriter out = Files.newBufferedWriter(labels(folder, seed), UTF_8)) {
            for (ObjectNode label : labels(simulation)) {
                out.write(label.toString());
                out.write('\n');
            }
        }
        try (BufferedWriter out = Files.newBufferedWriter(places(folder, seed), UTF_8)) {
            for (SimulatedNetwork network : NetworkCatalog.all()) {
                if (network.listed()) {
                    out.write(place(network).toString());
                    out.write('\n');
                }
            }
        }
    }

    static ObjectNode row(LogArrivalSimulator.Arrival arrival) {
        ActivityLog.Entry entry = arrival.entry();
        return object(line -> {
            line.put("provider", entry.provider())
                    .put("stream", entry.row().stream())
                    .put("connection", entry.connection());
            line.set("row", entry.row().json());
        });
    }

    private static ObjectNode place(SimulatedNetwork network) {
        return object(place -> place.put("prefix", network.prefix())
                .put("asn", network.asn())
                .put("org", network.organization())
                .put("country", network.country())
                .put("kind", network.kind().wireName()));
    }

    /**
     * Returns the labels: first the company, then each planted scenario with the numbers of its rows, counted from 1.
     * The member {@code context} lists the other rows of the scenario's identities, from the scenario's first row to
     * one day after its last row.
     */
    static List<ObjectNode> labels(ActivitySimulation simulation) {
        Map<PlantedScenario, List<Integer>> rows = new HashMap<>();
        Map<GeneratedIdentity, List<Integer>> byIdentity = new HashMap<>();
        List<LogArrivalSimulator.Arrival> arrivals = simulation.arrivals();
        for (int i = 0; i < arrivals.size(); i++) {
            ActivityLog.Entry entry = arrivals.get(i).entry();
            if (entry.story() != null) {
                rows.computeIfAbsent(entry.story(), _ -> new ArrayList<>()).add(i);
            }
            if (entry.identity() != null) {
                byIdentity
                        .computeIfAbsent(entry.identity(), _ -> new ArrayList<>())
                        .add(i);
            }
        }
        List<ObjectNode> labels = new ArrayList<>();
        labels.add(object(company -> company.put("label", "company")
                .put("identities", simulation.identities())
                .put("days", simulation.days())
                .put("from", simulation.start().toString())));
        for (PlantedScenario story : simulation.stories()) {
            List<Integer> own = rows.getOrDefault(story, List.of());
            if (!own.isEmpty()) {
                labels.add(label(story, own, byIdentity, arrivals));
            }
        }
        return labels;
    }

    private static ObjectNode label(
            PlantedScenario story,
            List<Integer> own,
            Map<GeneratedIdentity, List<Integer>> byIdentity,
            List<LogArrivalSimulator.Arrival> arrivals) {
        List<Instant> times =
                own.stream().map(i -> arrivals.get(i).entry().at()).sorted().toList();
        Instant until = times.getLast().plus(AFTERMATH);
        Set<Integer> inStory = new HashSet<>(own);
        return object(label -> {
            label.put("label", story.attack() ? "attack" : "benign").put("kind", story.kindName());
            label.put("conjunction", story.kind instanceof AttackKind kind && kind.conjunction());
            ArrayNode identities = label.putArray("identities");
            story.identities.forEach(identity -> identities
                    .addObject()
                    .put("provider", identity.provider())
                    .put("id", identity.id)
                    .put("name", identity.name));
            label.put("from", times.getFirst().toString())
                    .put("to", times.getLast().toString());
            ArrayNode lines = label.putArray("rows");
            own.forEach(i -> lines.add(i + 1));
            ArrayNode context = label.putArray("context");
            if (story.attack()) {
                for (GeneratedIdentity identity : story.identities) {
                    for (int i : byIdentity.getOrDefault(identity, List.of())) {
                        Instant at = arrivals.get(i).entry().at();
                        if (!inStory.contains(i) && !at.isBefore(times.getFirst()) && !at.isAfter(until)) {
                            context.add(i + 1);
                        }
                    }
                }
            }
        });
    }
}
