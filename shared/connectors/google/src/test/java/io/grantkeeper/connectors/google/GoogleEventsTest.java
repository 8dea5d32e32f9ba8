package io.grantkeeper.connectors.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.UnexpectedResponse;
import io.grantkeeper.connector.testkit.ScriptedSession;
import io.grantkeeper.connector.testkit.StreamSweep;
import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.AccessEventType;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.EventObserved;
import io.grantkeeper.identity.AccessObservation.UsageObserved;
import io.grantkeeper.identity.DailyUsage;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.Timestamp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoogleEventsTest {
    private static final PersonId DANA = new PersonId(GoogleScript.CONNECTION, GoogleTestRows.DANA);

    @Nested
    class TokenLog {
        @Test
        void readsPersonScopesClientAndTimeOfConsent() throws ConnectorException {
            GoogleEvidenceCollector evidence = GoogleTestRows.token(GoogleTestRows.authorize());

            AccessEvent event = onlyEvent(evidence.observations());
            assertThat(event.type()).isEqualTo(AccessEventType.GRANT_GIVEN);
            assertThat(event.key()).isEqualTo("token/2026-11-20T10:00:00.123Z/-5216545216545216545");
            assertThat(event.about())
                    .isEqualTo(KnownOrUnknown.known(GoogleTokensStream.client(
                            GoogleScript.CONNECTION, "1095133494869.apps.googleusercontent.com")));
            assertThat(event.actor()).isEqualTo(KnownOrUnknown.known(DANA));
            assertThat(event.at()).isEqualTo(Timestamp.at(Instant.parse("2026-11-20T10:00:00.123Z")));
            assertThat(event.details())
                    .isEqualTo(Map.of(
                            "scopes", "email https://www.googleapis.com/auth/calendar",
                            "app-name", "Example Calendar Sync",
                            "client-type", "WEB",
                            "ip-address", "192.0.2.10"));
            assertThat(evidence.rereads())
                    .containsExactly(GoogleUserPartitions.singleUser(GoogleTokensStream.ID, GoogleTestRows.DANA));
        }

        @Test
        void readsRepeatedRowOnceAndGivesEachEventUniqueKey() throws ConnectorException {
            String client = GoogleTestRows.parameter("client_id", "c");
            String row = GoogleTestRows.row(
                    "token", GoogleTestRows.event("authorize", client) + "," + GoogleTestRows.event("revoke", client));
            assertThat(GoogleTestRows.token(row, row, row).observations())
                    .extracting(AccessObservation::key)
                    .hasSize(2)
                    .doesNotHaveDuplicates();
        }

        @ParameterizedTest
        @CsvSource({
            "gmail, gmail.users.messages.list, gmail.users.messages.list",
            "gmail, users.messages.list, gmail.users.messages.list",
            "gmail, '', gmail",
            "'', drive.files.get, drive.files.get",
        })
        void prefixesCallWithApiNameOnlyOnce(String api, String method, String expected) throws ConnectorException {
            GoogleEvidenceCollector evidence = GoogleTestRows.token(GoogleTestRows.row(
                    "token",
                    GoogleTestRows.event(
                            "activity",
                            String.join(
                                    ",",
                                    GoogleTestRows.parameter("client_id", "c"),
                                    GoogleTestRows.parameter("api_name", api),
                                    GoogleTestRows.parameter("method_name", method),
                                    "{\"name\":\"num_response_bytes\",\"intValue\":\"4711\"}"))));

            DailyUsage usage = ((UsageObserved) evidence.observations().getFirst()).usage();
            assertThat(usage.calls()).containsExactly(expected);
            assertThat(usage.day()).isEqualTo(LocalDate.of(2026, 11, 20));
            assertThat(usage.onBehalfOf()).isEqualTo(KnownOrUnknown.known(DANA));
            assertThat(evidence.rereads()).isEmpty();
        }

        @Test
        void readsAppRequestToAdministratorAsGrantRequest() throws ConnectorException {
            assertThat(onlyEvent(GoogleTestRows.token(GoogleTestRows.row(
                                            "token",
                                            GoogleTestRows.event(
                                                    "request", GoogleTestRows.parameter("client_id", "c"))))
                                    .observations())
                            .type())
                    .isEqualTo(AccessEventType.GRANT_REQUESTED);
        }

        @Test
        void ignoresUnknownEvents() throws ConnectorException {
            assertThat(GoogleTestRows.token(
                                    GoogleTestRows.row(
                                            "token",
                                            GoogleTestRows.event(
                                                    "a_new_event", GoogleTestRows.parameter("client_id", "c"))),
                                    GoogleTestRows.row("token", GoogleTestRows.event("authorize", "")),
                                    GoogleTestRows.row("token", ""))
                            .isEmpty())
                    .isTrue();
        }

        @Test
        void treatsActorWithoutUserIdAsUnknown() throws ConnectorException {
            String row = GoogleTestRows.authorize().replace(GoogleTestRows.DANA, "0");
            GoogleEvidenceCollector evidence = GoogleTestRows.token(row, row.replace("\"profileId\":\"0\",", ""));
            assertThat(onlyEvent(evidence.observations()).actor()).isEqualTo(KnownOrUnknown.unknown());
            assertThat(evidence.rereads()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"time", "uniqueQualifier", "applicationName"})
        void reportsRowWithoutIdentifyingField(String field) {
            String row = GoogleTestRows.authorize().replace("\"" + field + "\"", "\"other\"");
            ConnectorException refused =
                    catchThrowableOfType(ConnectorException.class, () -> GoogleTestRows.token(row));
            assertThat(refused.problem()).isInstanceOf(UnexpectedResponse.class);
            assertThat(refused).hasMessageContaining("$.id." + field);
        }

        @Test
        void readsSampleInVendorFormat() throws Exception {
            Path sample = Path.of("../../../../shared/data/payloads/synthetic/google.reports.activities.token.json");
            Assumptions.assumeTrue(
                    Files.exists(sample), "the shared sample payloads are not available next to the project");
            ScriptedSession script = GoogleScript.session()
                    .withResponse(
                            "GET applications/token",
                            Files.readString(sample).replace("\"nextPageToken\": \"A:1\",", ""));
            StreamSweep read = StreamSweep.of(new GoogleTokenActivityStream(), script);
            assertThat(read.of(EventObserved.class)).isNotEmpty();
        }
    }

    @Nested
    class AdminLog {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"name\":\"API_SCOPES\",\"value\":\"https://b,https://a\"}",
                    "{\"name\":\"API_SCOPES\",\"value\":\"[https://b, https://a]\"}",
                    "{\"name\":\"API_SCOPES\",\"multiValue\":[\"https://a\",\"https://b\"]}",
                })
        void readsClientAndScopesOfDelegationInEveryNotation(String scopes) throws ConnectorException {
            AccessEvent event = onlyEvent(GoogleTestRows.admin(GoogleTestRows.row(
                            "admin",
                            GoogleTestRows.event(
                                    "AUTHORIZE_API_CLIENT_ACCESS",
                                    GoogleTestRows.parameter("API_CLIENT_NAME", "1234") + "," + scopes)))
                    .observations());
            assertThat(event.type()).isEqualTo(AccessEventType.DELEGATION_GIVEN);
            assertThat(event.about())
                    .isEqualTo(KnownOrUnknown.known(GoogleTokensStream.client(GoogleScript.CONNECTION, "1234")));
            assertThat(event.details()).containsEntry("scopes", "https://a https://b");
        }

        @ParameterizedTest
        @CsvSource({
            "REMOVE_API_CLIENT_ACCESS, DELEGATION_REVOKED",
            "ADD_TO_TRUSTED_OAUTH2_APPS, TRUST_CHANGED",
            "REMOVE_FROM_TRUSTED_OAUTH2_APPS, TRUST_CHANGED",
            "ADD_TO_BLOCKED_OAUTH2_APPS, TRUST_CHANGED",
            "ADD_TO_LIMITED_OAUTH2_APPS, TRUST_CHANGED",
            "ADD_TO_TRUSTED_BY_OAUTH_SCOPE_OAUTH2_APPS, TRUST_CHANGED",
            "MULTIPLE_ADD_TO_TRUSTED_OAUTH2_APPS, TRUST_CHANGED",
            "ADD_APPLICATION, GRANT_GIVEN",
            "REMOVE_APPLICATION, GRANT_REVOKED",
            "REVOKE_3LO_TOKEN, GRANT_REVOKED",
            "REVOKE_ASP, CREDENTIAL_REMOVED",
            "CREATE_USER, PERSON_JOINED",
            "DELETE_USER, PERSON_LEFT",
            "ARCHIVE_USER, PERSON_LEFT",
            "SUSPEND_USER, PERSON_CHANGED",
        })
        void mapsAccessChangesToEventTypes(String name, AccessEventType type) throws ConnectorException {
            assertThat(onlyEvent(GoogleTestRows.admin(GoogleTestRows.row("admin", GoogleTestRows.event(name, "")))
                                    .observations())
                            .type())
                    .isEqualTo(type);
        }

        @Test
        void ignoresAdminEventsThatDoNotAffectAccess() throws ConnectorException {
            assertThat(GoogleTestRows.admin(
                                    GoogleTestRows.row("admin", GoogleTestRows.event("CHANGE_PASSWORD", "")),
                                    GoogleTestRows.row(
                                            "admin",
                                            GoogleTestRows.event("UPDATE_ERROR_MSG_FOR_RESTRICTED_OAUTH2_APPS", "")))
                            .isEmpty())
                    .isTrue();
        }

        @Test
        void rereadsRenamedPersonUnderBothAddresses() throws ConnectorException {
            assertThat(GoogleTestRows.admin(GoogleTestRows.row(
                                    "admin",
                                    GoogleTestRows.event(
                                            "RENAME_USER",
                                            GoogleTestRows.parameter("USER_EMAIL", "Old@acme.test") + ","
                                                    + GoogleTestRows.parameter("NEW_VALUE", "new@acme.test"))))
                            .rereads())
                    .containsExactly(
                            GoogleUsersStream.singlePerson("old@acme.test"),
                            GoogleUsersStream.singlePerson("new@acme.test"));
        }

        @Test
        void rereadsOwnerOfRemovedAppPassword() throws ConnectorException {
            assertThat(GoogleTestRows.admin(GoogleTestRows.row(
                                    "admin",
                                    GoogleTestRows.event(
                                            "REVOKE_ASP", GoogleTestRows.parameter("USER_EMAIL", "dana@acme.test"))))
                            .rereads())
                    .containsExactly(GoogleUserPartitions.singleUser(GoogleAppPasswordsStream.ID, GoogleTestRows.DANA));
            assertThat(GoogleTestRows.admin(GoogleTestRows.row(
                                    "admin",
                                    GoogleTestRows.event(
                                            "REVOKE_ASP", GoogleTestRows.parameter("USER_EMAIL", "lee@acme.test"))))
                            .rereads())
                    .isEmpty();
        }
    }

    @Nested
    class LoginLog {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "suspicious_login",
                    "suspicious_programmatic_login",
                    "gov_attack_warning",
                    "risky_sensitive_action_allowed"
                })
        void keepsSuspiciousSignIns(String name) throws ConnectorException {
            assertThat(onlyEvent(GoogleTestRows.login(GoogleTestRows.row("login", GoogleTestRows.event(name, "")))
                                    .observations())
                            .type())
                    .isEqualTo(AccessEventType.SIGNED_IN);
        }

        @Test
        void ignoresOrdinarySignInUnlessMarkedSuspicious() throws ConnectorException {
            String ordinary = GoogleTestRows.row(
                    "login", GoogleTestRows.event("login_success", "{\"name\":\"is_suspicious\",\"boolValue\":false}"));
            assertThat(GoogleTestRows.login(ordinary).isEmpty()).isTrue();
            assertThat(GoogleTestRows.login(ordinary.replace("false", "true")).isEmpty())
                    .isFalse();
        }

        @Test
        void rereadsDisabledAccount() throws ConnectorException {
            GoogleEvidenceCollector evidence = GoogleTestRows.login(GoogleTestRows.row(
                    "login",
                    GoogleTestRows.event(
                            "account_disabled_hijacked",
                            GoogleTestRows.parameter("affected_email_address", "Lee@acme.test"))));
            assertThat(onlyEvent(evidence.observations()).type()).isEqualTo(AccessEventType.PERSON_CHANGED);
            assertThat(evidence.rereads()).containsExactly(GoogleUsersStream.singlePerson("lee@acme.test"));
        }
    }

    private static AccessEvent onlyEvent(List<AccessObservation> observations) {
        assertThat(observations).hasSize(1);
        return ((EventObserved) observations.getFirst()).event();
    }
}
