package io.grantkeeper.connectors.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.UnexpectedResponse;
import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.AccessEventType;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.EventObserved;
import io.grantkeeper.identity.Observation.UsageObserved;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.Usage;
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

class EventsTest {
    private static final PersonId DANA = new PersonId(Script.CONNECTION, Rows.DANA);

    @Nested
    class TokenLog {
        @Test
        void aConsentTellsWhoGaveWhatToWhomAndWhen() throws ConnectorException {
            Evidence evidence = Rows.token(Rows.authorize());

            AccessEvent event = onlyEvent(evidence.observations());
            assertThat(event.type()).isEqualTo(AccessEventType.GRANT_GIVEN);
            assertThat(event.key()).isEqualTo("token/2026-11-20T10:00:00.123Z/-5216545216545216545");
            assertThat(event.about())
                    .isEqualTo(Knowledge.known(
                            TokensStream.client(Script.CONNECTION, "1095133494869.apps.googleusercontent.com")));
            assertThat(event.actor()).isEqualTo(Knowledge.known(DANA));
            assertThat(event.at()).isEqualTo(Instant.parse("2026-11-20T10:00:00.123Z"));
            assertThat(event.details())
                    .isEqualTo(Map.of(
                            "scopes", "email https://www.googleapis.com/auth/calendar",
                            "app-name", "Example Calendar Sync",
                            "client-type", "WEB",
                            "ip-address", "192.0.2.10"));
            assertThat(evidence.rereads()).containsExactly(UserBuckets.onlyUser(TokensStream.ID, Rows.DANA));
        }

        @Test
        void theSameRowTwiceIsOneEvent_andItsSecondEventHasAKeyOfItsOwn() throws ConnectorException {
            String client = Rows.parameter("client_id", "c");
            String row = Rows.row("token", Rows.event("authorize", client) + "," + Rows.event("revoke", client));
            assertThat(Rows.token(row, row, row).observations())
                    .extracting(Observation::key)
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
        void aCallIsNamedWithItsApiOnce(String api, String method, String expected) throws ConnectorException {
            Evidence evidence = Rows.token(Rows.row(
                    "token",
                    Rows.event(
                            "activity",
                            String.join(
                                    ",",
                                    Rows.parameter("client_id", "c"),
                                    Rows.parameter("api_name", api),
                                    Rows.parameter("method_name", method),
                                    "{\"name\":\"num_response_bytes\",\"intValue\":\"4711\"}"))));

            Usage usage = ((UsageObserved) evidence.observations().getFirst()).usage();
            assertThat(usage.calls()).containsExactly(expected);
            assertThat(usage.day()).isEqualTo(LocalDate.of(2026, 11, 20));
            assertThat(usage.onBehalfOf()).isEqualTo(Knowledge.known(DANA));
            assertThat(evidence.rereads()).isEmpty();
        }

        @Test
        void askingAnAdministratorForAnAppIsARequest() throws ConnectorException {
            assertThat(onlyEvent(Rows.token(Rows.row("token", Rows.event("request", Rows.parameter("client_id", "c"))))
                                    .observations())
                            .type())
                    .isEqualTo(AccessEventType.GRANT_REQUESTED);
        }

        @Test
        void whatIsNotKnownIsPassedOver() throws ConnectorException {
            assertThat(Rows.token(
                                    Rows.row("token", Rows.event("a_new_event", Rows.parameter("client_id", "c"))),
                                    Rows.row("token", Rows.event("authorize", "")),
                                    Rows.row("token", ""))
                            .isEmpty())
                    .isTrue();
        }

        @Test
        void anActorWithoutAUserIdIsUnknown() throws ConnectorException {
            String row = Rows.authorize().replace(Rows.DANA, "0");
            Evidence evidence = Rows.token(row, row.replace("\"profileId\":\"0\",", ""));
            assertThat(onlyEvent(evidence.observations()).actor()).isEqualTo(Knowledge.unknown());
            assertThat(evidence.rereads()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"time", "uniqueQualifier", "applicationName"})
        void aRowWithoutItsNameIsNamedAsSuch(String field) {
            String row = Rows.authorize().replace("\"" + field + "\"", "\"other\"");
            ConnectorException refused = catchThrowableOfType(ConnectorException.class, () -> Rows.token(row));
            assertThat(refused.problem()).isInstanceOf(UnexpectedResponse.class);
            assertThat(refused).hasMessageContaining("$.id." + field);
        }

        @Test
        void aVendorFormSampleIsRead() throws Exception {
            Path sample = Path.of("../../../shared/data/payloads/synthetic/google.reports.activities.token.json");
            Assumptions.assumeTrue(Files.exists(sample), "the shared sample payloads are not beside the project");
            Script script = new Script()
                    .answering(
                            "GET applications/token",
                            Files.readString(sample).replace("\"nextPageToken\": \"A:1\",", ""));
            Sweep read = Sweep.of(new TokenActivityStream(), script);
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
        void delegationIsAboutTheClient_withItsScopesHoweverWritten(String scopes) throws ConnectorException {
            AccessEvent event = onlyEvent(Rows.admin(Rows.row(
                            "admin",
                            Rows.event(
                                    "AUTHORIZE_API_CLIENT_ACCESS",
                                    Rows.parameter("API_CLIENT_NAME", "1234") + "," + scopes)))
                    .observations());
            assertThat(event.type()).isEqualTo(AccessEventType.DELEGATION_GIVEN);
            assertThat(event.about()).isEqualTo(Knowledge.known(TokensStream.client(Script.CONNECTION, "1234")));
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
        void whatChangesAccessIsToldInOurWords(String name, AccessEventType type) throws ConnectorException {
            assertThat(onlyEvent(Rows.admin(Rows.row("admin", Rows.event(name, "")))
                                    .observations())
                            .type())
                    .isEqualTo(type);
        }

        @Test
        void theRestIsPassedOver() throws ConnectorException {
            assertThat(Rows.admin(
                                    Rows.row("admin", Rows.event("CHANGE_PASSWORD", "")),
                                    Rows.row("admin", Rows.event("UPDATE_ERROR_MSG_FOR_RESTRICTED_OAUTH2_APPS", "")))
                            .isEmpty())
                    .isTrue();
        }

        @Test
        void aRenamedPersonIsReadAgainUnderBothAddresses() throws ConnectorException {
            assertThat(Rows.admin(Rows.row(
                                    "admin",
                                    Rows.event(
                                            "RENAME_USER",
                                            Rows.parameter("USER_EMAIL", "Old@acme.test") + ","
                                                    + Rows.parameter("NEW_VALUE", "new@acme.test"))))
                            .rereads())
                    .containsExactly(UsersStream.onePerson("old@acme.test"), UsersStream.onePerson("new@acme.test"));
        }

        @Test
        void anAppPasswordThatItsOwnerRemovedLeadsToTheirSegment() throws ConnectorException {
            assertThat(Rows.admin(Rows.row(
                                    "admin", Rows.event("REVOKE_ASP", Rows.parameter("USER_EMAIL", "dana@acme.test"))))
                            .rereads())
                    .containsExactly(UserBuckets.onlyUser(AppPasswordsStream.ID, Rows.DANA));
            assertThat(Rows.admin(Rows.row(
                                    "admin", Rows.event("REVOKE_ASP", Rows.parameter("USER_EMAIL", "lee@acme.test"))))
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
        void whatGoogleFindsSuspiciousIsKept(String name) throws ConnectorException {
            assertThat(onlyEvent(Rows.login(Rows.row("login", Rows.event(name, "")))
                                    .observations())
                            .type())
                    .isEqualTo(AccessEventType.SIGNED_IN);
        }

        @Test
        void anOrdinarySignInIsDropped_unlessMarkedSuspicious() throws ConnectorException {
            String ordinary =
                    Rows.row("login", Rows.event("login_success", "{\"name\":\"is_suspicious\",\"boolValue\":false}"));
            assertThat(Rows.login(ordinary).isEmpty()).isTrue();
            assertThat(Rows.login(ordinary.replace("false", "true")).isEmpty()).isFalse();
        }

        @Test
        void aDisabledAccountIsReadAgain() throws ConnectorException {
            Evidence evidence = Rows.login(Rows.row(
                    "login",
                    Rows.event(
                            "account_disabled_hijacked", Rows.parameter("affected_email_address", "Lee@acme.test"))));
            assertThat(onlyEvent(evidence.observations()).type()).isEqualTo(AccessEventType.PERSON_CHANGED);
            assertThat(evidence.rereads()).containsExactly(UsersStream.onePerson("lee@acme.test"));
        }
    }

    private static AccessEvent onlyEvent(List<Observation> observations) {
        assertThat(observations).hasSize(1);
        return ((EventObserved) observations.getFirst()).event();
    }
}
