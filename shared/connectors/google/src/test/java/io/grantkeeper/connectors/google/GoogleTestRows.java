package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Creates audit report rows in Google's format. */
final class GoogleTestRows {
    static final String DANA = "110011001100110011001";

    private GoogleTestRows() {}

    static GoogleActivityRow activity(String json) throws ConnectorException {
        return GoogleActivityRow.of(JsonNodeReader.of("row", json.getBytes(StandardCharsets.UTF_8)));
    }

    static GoogleEvidenceCollector token(String... rows) throws ConnectorException {
        GoogleEvidenceCollector evidence = new GoogleEvidenceCollector();
        for (String row : rows) {
            new GoogleTokenEvents().collect(GoogleScript.CONNECTION, activity(row), evidence);
        }
        return evidence;
    }

    static GoogleEvidenceCollector admin(String... rows) throws ConnectorException {
        GoogleEvidenceCollector evidence = new GoogleEvidenceCollector();
        for (String row : rows) {
            new GoogleAdminEvents().collect(GoogleScript.CONNECTION, activity(row), evidence);
        }
        return evidence;
    }

    static GoogleEvidenceCollector login(String... rows) throws ConnectorException {
        GoogleEvidenceCollector evidence = new GoogleEvidenceCollector();
        for (String row : rows) {
            new GoogleLoginEvents().collect(GoogleScript.CONNECTION, activity(row), evidence);
        }
        return evidence;
    }

    static String row(String application, String events) {
        return """
                {"kind":"admin#reports#activity","id":{"time":"2026-11-20T10:00:00.123Z",
                 "uniqueQualifier":"-5216545216545216545","applicationName":"%s","customerId":"C01abcdef"},
                 "actor":{"email":"Dana@Acme.test","profileId":"%s","callerType":"USER"},
                 "ipAddress":"192.0.2.10","events":[%s]}""".formatted(application, DANA, events);
    }

    static String event(String name, String parameters) {
        return "{\"type\":\"t\",\"name\":\"%s\",\"parameters\":[%s]}".formatted(name, parameters);
    }

    static String parameter(String name, String value) {
        return "{\"name\":\"%s\",\"value\":\"%s\"}".formatted(name, value);
    }

    static String authorize() {
        return row(
                "token",
                event(
                        "authorize",
                        String.join(
                                ",",
                                parameter("client_id", "1095133494869.apps.googleusercontent.com"),
                                parameter("app_name", "Example Calendar Sync"),
                                parameter("client_type", "WEB"),
                                "{\"name\":\"scope\",\"multiValue\":[\"https://www.googleapis.com/auth/calendar\",\"email\"]}",
                                "{\"name\":\"scope_data\",\"multiMessageValue\":[{\"parameter\":[{\"name\":\"scope_name\",\"value\":\"x\"}]}]}")));
    }

    /** Returns a random API call that one of several clients made for one of several people, within four days. */
    static String call(RandomGenerator random) {
        return """
                {"id":{"time":"2026-11-%02dT%02d:%02d:00Z","uniqueQualifier":"%d","applicationName":"token"},
                 "actor":{"profileId":"10000%d"},"events":[%s]}""".formatted(
                        20 + random.nextInt(4),
                        random.nextInt(24),
                        random.nextInt(60),
                        random.nextLong(),
                        10 + random.nextInt(20),
                        event(
                                random.nextInt(10) == 0 ? "request" : "activity",
                                String.join(
                                        ",",
                                        parameter("client_id", "client-" + random.nextInt(8)),
                                        parameter("api_name", "drive"),
                                        parameter(
                                                "method_name",
                                                String.format(Locale.ROOT, "drive.files.m%d", random.nextInt(6))))));
    }
}
