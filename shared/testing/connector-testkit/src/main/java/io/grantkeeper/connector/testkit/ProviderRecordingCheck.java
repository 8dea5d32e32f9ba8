package io.grantkeeper.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.identity.AccessObservation;
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

/** Compares the rows that a connector reads from a stream's recording with the approved output. */
final class ProviderRecordingCheck {
    private final ContractContext run;

    ProviderRecordingCheck(ContractContext run) {
        this.run = run;
    }

    /**
     * Checks that the output matches the approved output. If this run writes approved output and the recording is
     * missing, first records the double's responses.
     */
    void outputMatchesApproved(AccessStream stream) throws ConnectorException {
        Class<?> test = run.contract().getClass();
        GoldenFile recorded = GoldenFile.of(test, "recordings/%s.json".formatted(stream.id()));
        if (!recorded.exists() && GoldenFile.isApproving()) {
            recorded.write(record(stream).write() + "\n");
        }
        assertThat(recorded.exists())
                .as("missing recording %s; run scripts/approve to make one from the double", recorded)
                .isTrue();
        ProviderRecording recording = ProviderRecording.parse(recorded.read());
        GoldenFile.of(test, "golden/%s.json".formatted(stream.id())).requireEqual(replay(stream, recording));
    }

    void recordingsContainNoSecrets() {
        Path resources = GoldenFile.resources(run.contract().getClass());
        assertThat(Files.exists(resources) ? CommittedSecretScanner.of(resources) : List.of())
                .as("texts that look like real secrets")
                .isEmpty();
    }

    private ProviderRecording record(AccessStream stream) throws ConnectorException {
        Instant at = run.provider().clock().instant();
        try (ConnectorTestRig testRig = run.rig(ConnectorTestRig.LONG_WAIT)) {
            ResponseRecorder recorder = new ResponseRecorder();
            TestConnection connected = testRig.connect(run.provider(), "one", recorder);
            FullStreamRead.through(
                    testRig.connector().stream(stream.id()),
                    connected,
                    run.contract().logWindow(at));
            return recorder.recording(run.provider(), connected, at);
        }
    }

    private String replay(AccessStream stream, ProviderRecording recording) throws ConnectorException {
        Clock clock = Clock.fixed(recording.at(), ZoneOffset.UTC);
        try (ConnectorTestRig testRig =
                new ConnectorTestRig(run.contract().connector(), clock, ConnectorTestRig.LONG_WAIT)) {
            TestConnection connected = testRig.connect(recording, run.provider().credentials());
            FullStreamRead walk = FullStreamRead.through(
                    testRig.connector().stream(stream.id()),
                    connected,
                    run.contract().logWindow(recording.at()));
            return json(walk);
        }
    }

    /** Returns the observations as JSON or, if the stream has no observations, its activities. */
    private static String json(FullStreamRead walk) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (AccessObservation item : walk.items()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("row", item.key().toString());
            row.put(item.getClass().getSimpleName(), item);
            rows.add(row);
        }
        if (rows.isEmpty()) {
            walk.activities().forEach(activity -> rows.add(Map.of("Activity", activity)));
        }
        return ProviderRecording.pretty(ModelJson.mapper()).writeValueAsString(rows);
    }
}
