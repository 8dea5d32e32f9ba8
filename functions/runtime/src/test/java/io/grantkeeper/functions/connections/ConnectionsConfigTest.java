package io.grantkeeper.functions.connections;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connectors.ConnectorRegistry;
import io.grantkeeper.functions.connections.ConnectionsConfig.Invalid;
import io.grantkeeper.functions.connections.ConnectionsConfig.Parsed;
import io.grantkeeper.identity.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionsConfigTest {
    private static final ConnectorRegistry CONNECTORS = ConnectorRegistry.standard();
    private static final String PASTED = "ghp_16C7e42F292c6912E7710c838347Ae178B4a";
    private static final String GOOD = """
            {"tenant": "acme",
             "connections": [
              {"id": "github-acme", "provider": "github",
               "settings": {"organization": "acme", "page-size": 50},
               "credentials": {"token": "env:GITHUB_TOKEN", "webhook-secret": "file:/run/secrets/hook"}},
              {"id": "google-acme", "provider": "google",
               "settings": {"admin-user": "admin@acme.test"},
               "credentials": {"service-account-key": "secretsmanager:grantkeeper/google#key"}}],
             "alerts": {"from": "grantkeeper@acme.test"},
             "detection": {"silenceDays": 30}}
            """;

    @Test
    void readsEveryConnection() {
        ConnectionsConfig config = parsed(GOOD);
        assertThat(config.tenant().value()).isEqualTo("acme");
        assertThat(config.connections())
                .extracting(connection -> connection.id().value())
                .containsExactly("github-acme", "google-acme");
        Connection github = config.connections().getFirst();
        assertThat(github.setting("page-size")).contains("50");
        assertThat(github.credentials()).containsEntry("token", "env:GITHUB_TOKEN");
        assertThat(config.alerts()).contains("{\"from\": \"grantkeeper@acme.test\"}");
        assertThat(config.detection()).contains("{\"silenceDays\": 30}");
    }

    @Test
    void acceptsByteOrderMarkAndMissingSections() {
        ConnectionsConfig config = parsed("\uFEFF{\"tenant\": \"acme\", \"connections\": []}");
        assertThat(config.alerts()).isEmpty();
        assertThat(config.detection()).isEmpty();
    }

    @Test
    void reportsAllMistakesInDocumentOrder() {
        List<ConfigError> errors = errors("""
                {"tenant": "Acme Inc",
                 "connections": [
                  {"id": "a", "provider": "gitub"},
                  {"id": "b", "provider": "github", "settings": {"organisation": "acme"}},
                  {"id": "a", "provider": "google", "settings": {"admin-user": "x@acme.test"}, "credentials": {"service-account-key": "env:KEY"}}],
                 "allerts": {}}
                """);
        assertThat(errors)
                .extracting(ConfigError::toString)
                .satisfiesExactly(
                        tenant -> assertThat(tenant)
                                .startsWith("line 1, column 12, tenant: ")
                                .contains("a-z, 0-9"),
                        provider -> assertThat(provider)
                                .startsWith(
                                        "line 3, column 27, connections[0].provider: 'gitub' is an unknown provider;")
                                .contains("did you mean 'github'?")
                                .contains("valid providers: anthropic, github, google, "),
                        credential -> assertThat(credential)
                                .startsWith("line 4, column 3, connections[1].credentials: lacks 'app-private-key'")
                                .contains("or 'token'"),
                        required -> assertThat(required)
                                .startsWith("line 4, column 49, connections[1].settings: lacks 'organization'")
                                .contains("the organization's login"),
                        setting -> assertThat(setting)
                                .startsWith(
                                        "line 4, column 50, connections[1].settings: 'organisation' is not a setting of GitHub")
                                .endsWith("did you mean 'organization'?"),
                        twice -> assertThat(twice)
                                .startsWith(
                                        "line 5, column 10, connections[2].id: 'a' is already the id of the connection in line 3"),
                        member -> assertThat(member)
                                .startsWith(
                                        "line 6, column 2, configuration: 'allerts' is unknown; did you mean 'alerts'?"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|is empty",
                "{|line 1, column",
                "{\"tenant\": \"acme\",}|line 1, column 19",
                "tenant: acme|line 1, column",
                "[]|is a list, but must be an object",
                "null|is null, but must be an object",
                "{} {}|has content after its end",
                "{}|tenant: is missing",
                "{\"tenant\": \"acme\"}|connections: is missing",
                "{\"tenant\": \"acme\", \"tenant\": \"b\", \"connections\": []}|names 'tenant' twice",
                "{\"tenant\": 7, \"connections\": []}|tenant: is a number",
                "{\"tenant\": \"acme\", \"connections\": {}}|connections: is an object, but must be a list",
                "{\"tenant\": \"acme\", \"connections\": [7]}|connections[0]: is a number",
                "{\"tenant\": \"acme\", \"connections\": [], \"alerts\": []}|alerts: is a list, but must be an object"
            })
    void reportsPositionOfMistake(String json, String told) {
        assertThat(message(json)).contains(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "api.github.com|does not start with https://",
                "ftp://api.github.com|does not start with https://",
                "https://|is not a URL",
                "https:/api.github.com|has no host",
                "https://dana:hunter2@api.github.com|contains a user name or password",
                "https://api.github.com?x=1|contains a '?'",
                "http://api.github.com|starts with http://",
                "not a url|is not a URL"
            })
    void rejectsInvalidBaseUrls(String url, String told) {
        String message = message(github("\"organization\": \"acme\", \"base-url\": \"" + url + "\"", "env:X"));
        assertThat(message)
                .contains("connections[0].settings.base-url: " + told)
                .contains("https://HOST/api/v3")
                .doesNotContain("hunter2");
    }

    @Test
    void acceptsHttpUrlOfLocalhost() {
        parsed(github("\"organization\": \"acme\", \"base-url\": \"http://127.0.0.1:8080\"", "env:X"));
    }

    @ParameterizedTest
    @ValueSource(strings = {PASTED, "env:", "env:lower", "env:WITH SPACE", "file:", "vault:x", "secretsmanager:", ""})
    void rejectsCredentialsThatAreNotReferencesWithoutQuotingThem(String reference) {
        String message = message(github("\"organization\": \"acme\"", reference));
        assertThat(message)
                .contains("connections[0].credentials.token: must be a reference to the secret, such as env:NAME")
                .doesNotContain(PASTED)
                .doesNotContain("lacks");
    }

    @Test
    void neverQuotesPossibleSecrets() {
        String json = """
                {"tenant": "%1$s", "%1$s": 1, "connections": [
                 {"id": "%1$s", "provider": "%1$s"},
                 {"id": "b", "provider": "github", "%1$s": 1,
                  "settings": {"organization": {"x": "%1$s"}, "base-url": "%1$s", "token": "%1$s", "%1$s": "%1$s"},
                  "credentials": {"token": "%1$s", "owner-token": ["%1$s"], "%1$s": "%1$s"}}]}""".formatted(PASTED + PASTED);
        assertThat(message(json)).doesNotContain("ghp_").contains("'token' is a credential; move it to 'credentials'");
        assertThat(message("{\"tenant\": " + PASTED + "}")).doesNotContain("ghp_");
        assertThat(message("{\"tenant\": \"" + PASTED)).doesNotContain("ghp_");
    }

    @ParameterizedTest
    @ValueSource(strings = {"env:github_token", "env:GitHub_Token", "env:1TOKEN", "env:GITHUB-TOKEN", "env:"})
    void statesAcceptedNamesOfEnvironmentVariables(String reference) {
        assertThat(message(github("\"organization\": \"acme\"", reference)))
                .contains("uppercase letters (A to Z), digits and underscores, and must not begin with a digit");
    }

    @Test
    void suggestsCredentialWithMostSimilarName() {
        assertThat(message("""
                {"tenant": "acme", "connections": [{"id": "a", "provider": "github",
                 "settings": {"organization": "acme"}, "credentials": {"privatekey": "env:X", "Token": "env:Y"}}]}"""))
                .contains("'Token' is not a credential of GitHub; did you mean 'token'?")
                .contains("'privatekey' is not a credential of GitHub; ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "{}", "\"\"", "\"  \""})
    void rejectsSettingsThatAreNotStrings(String value) {
        assertThat(message(github("\"organization\": " + value, "env:X")))
                .contains("connections[0].settings.organization: is ")
                .contains("the organization's login");
    }

    @Test
    void keepsValidConnectionsDespiteMistakesInOthers() {
        ConnectionsConfig.Usable usable = ConnectionsConfig.parseLeniently("""
                {"tenant": "acme", "connections": [
                 {"id": "broken", "provider": "github"},
                 {"id": "good", "provider": "google", "settings": {"admin-user": "x@acme.test"},
                  "credentials": {"service-account-key": "env:KEY"}}]}""", CONNECTORS);
        assertThat(usable.config())
                .hasValueSatisfying(config -> assertThat(config.connections())
                        .extracting(connection -> connection.id().value())
                        .containsExactly("good"));
        assertThat(usable.mistakes())
                .hasSize(2)
                .allMatch(mistake -> mistake.field().startsWith("connections[0]"));
    }

    private static String github(String settings, String token) {
        return """
                {"tenant": "acme", "connections": [{"id": "a", "provider": "github",
                 "settings": {%s}, "credentials": {"token": "%s"}}]}""".formatted(settings, token);
    }

    private static ConnectionsConfig parsed(String json) {
        ConnectionsConfig.Result result = ConnectionsConfig.parse(json, CONNECTORS);
        assertThat(result).isInstanceOf(Parsed.class);
        return ((Parsed) result).config();
    }

    private static List<ConfigError> errors(String json) {
        ConnectionsConfig.Result result = ConnectionsConfig.parse(json, CONNECTORS);
        assertThat(result).isInstanceOf(Invalid.class);
        return ((Invalid) result).mistakes();
    }

    private static String message(String json) {
        errors(json);
        return ((Invalid) ConnectionsConfig.parse(json, CONNECTORS)).message();
    }
}
