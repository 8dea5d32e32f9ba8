package io.grantkeeper.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.json.ModelJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a recording of a stream is read as, against what was approved. */
final class RecordingCheck {
    private final ContractRun run;

    RecordingCheck(ContractRun run) {
        this.run = run;
    }

    /** A recording that is missing is made when approving, from the double. */
    void outputIsAsApproved(AccessStream stream) throws ConnectorException {
        Class<?> test = run.contract().getClass();
        GoldenFile recorded = GoldenFile.of(test, "recordings/%s.json".formatted(stream.id()));
        if (!recorded.exists() && GoldenFile.approving()) {
            recorded.write(record(stream).write() + "\n");
        }
        assertThat(recorded.exists())
                .as("recording %s; run scripts/approve to make one from the double", recorded)
                .isTrue();
        Recording recording = Recording.parse(recorded.read());
        GoldenFile.of(test, "golden/%s.json".formatted(stream.id())).requireEqual(replay(stream, recording));
    }

    void recordingsHoldNoSecrets() {
        Path resources = GoldenFile.resources(run.contract().getClass());
        assertThat(Files.exists(resources) ? SecretScan.of(resources) : List.of())
                .as("what looks like a real secret")
                .isEmpty();
    }

    private Recording record(AccessStream stream) throws ConnectorException {
        Instant at = run.provider().clock().instant();
        try (Rig rig = run.rig(Rig.PATIENT)) {
            Recorder recorder = new Recorder();
            Connected connected = rig.connect(run.provider(), "one", recorder);
            Walk.through(
                    ContractRun.fresh(rig, stream), connected, run.contract().logWindow(at));
            return recorder.recording(run.provider(), connected, at);
        }
    }

    private String replay(AccessStream stream, Recording recording) throws ConnectorException {
        Clock clock = Clock.fixed(recording.at(), ZoneOffset.UTC);
        try (Rig rig = new Rig(run.contract().connector(), clock, Rig.PATIENT)) {
            Connected connected = rig.connect(recording, run.provider().credentials());
            Walk walk = Walk.through(
                    ContractRun.fresh(rig, stream), connected, run.contract().logWindow(recording.at()));
            return json(walk.items());
        }
    }

    private static String json(List<Observation> items) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Observation item : items) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("row", item.key().toString());
            row.put(item.getClass().getSimpleName(), item);
            rows.add(row);
        }
        return Recording.pretty(ModelJson.mapper()).writeValueAsString(rows);
    }
}
