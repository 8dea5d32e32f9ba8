package io.grantkeeper.connectors.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ConnectorProblem.InvalidToken;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.ConnectorProblem.NotFound;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.ConnectorProblem.Unavailable;
import io.grantkeeper.connector.ConnectorProblem.UnexpectedResponse;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.testkit.ScriptedSession;
import io.grantkeeper.connector.testkit.StreamSweep;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.CredentialObserved;
import io.grantkeeper.identity.AccessObservation.GrantObserved;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.OwnerEvidenceItem;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.work.Partition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GooglePerUserStreamTest {
    private static final String USER = "110011001100110011001";
    private static final PersonId DANA = new PersonId(GoogleScript.CONNECTION, USER);
    private static final String TOKENS = """
            {"kind":"admin#directory#tokenList","etag":"e","items":[
              {"kind":"admin#directory#token","etag":"t","clientId":"1095133494869.apps.googleusercontent.com",
               "displayText":"Example Calendar Sync","anonymous":false,"nativeApp":false,"userKey":"%s",
               "scopes":["openid","https://www.googleapis.com/auth/calendar"],"future":{"a":1}},
              {"clientId":"anonymous","displayText":"","anonymous":true,"nativeApp":true,"scopes":[]}]}""".formatted(USER);

    private final ScriptedSession script = GoogleScript.session().withResponse("GET " + USER + "?", "{\"id\":\"1\"}");
    private final Partition one = GoogleUserPartitions.singleUser(GoogleTokensStream.ID, USER);

    @Nested
    class Consents {
        private List<GrantObserved> read() throws ConnectorException {
            return StreamSweep.of(new GoogleTokensStream(), script.withResponse("GET /tokens", TOKENS), one)
                    .of(GrantObserved.class);
        }

        @Test
        void readsConsentAsGrantFromPersonToClient() throws ConnectorException {
            NonHumanIdentity identity = read().getFirst().holder();
            Grant grant = read().getFirst().grant();

            assertThat(identity.id())
                    .isEqualTo(new IdentityId(
                            GoogleScript.CONNECTION,
                            IdentityKind.OAUTH_CLIENT,
                            "1095133494869.apps.googleusercontent.com"));
            assertThat(identity.displayName().text()).isEqualTo("Example Calendar Sync");
            assertThat(identity.aliases())
                    .containsExactly(new Alias("oauth-client-id", "1095133494869.apps.googleusercontent.com"));
            assertThat(identity.attributes()).isEqualTo(Map.of("anonymous", "false", "nativeApp", "false"));
            assertThat(grant.key()).isEqualTo("user/" + USER);
            assertThat(grant.subject()).isEqualTo(GrantSubject.person(DANA));
            assertThat(grant.permissionKind()).isEqualTo(PermissionKind.DELEGATED);
            assertThat(grant.scopes()).containsExactly("https://www.googleapis.com/auth/calendar", "openid");
            assertThat(grant.grantedBy()).isEqualTo(KnownOrUnknown.known(DANA));
            assertThat(grant.grantedAt()).isEqualTo(Timestamp.unknown());
            assertThat(grant.lastUsed()).isEqualTo(Timestamp.unknown());
        }

        @Test
        void readsAnonymousClientWithoutAppNameOrAlias() throws ConnectorException {
            NonHumanIdentity identity = read().get(1).holder();
            assertThat(identity.form()).isEqualTo("anonymous-oauth-client");
            assertThat(identity.aliases()).isEmpty();
            assertThat(identity.displayName().text()).isEqualTo("anonymous");
        }

        @Test
        void treatsOmittedListAsEmpty() throws ConnectorException {
            script.withResponse("GET /tokens", "{\"kind\":\"admin#directory#tokenList\"}");
            assertThat(StreamSweep.of(new GoogleTokensStream(), script, one).observations())
                    .isEmpty();
        }
    }

    @Nested
    class AppPasswords {
        @Test
        void readsLastUseOfZeroAsNeverUsedAndMissingLastUseAsUnknown() throws ConnectorException {
            script.withResponse("GET /asps", """
                    {"items":[{"codeId":7,"name":"Mail","creationTime":"1700000000000","lastTimeUsed":"0"},
                      {"codeId":8,"name":"Phone","creationTime":"1700000000000","lastTimeUsed":"1750000000000"},
                      {"codeId":9}]}""");

            Map<String, CredentialObserved> read = StreamSweep.of(
                            new GoogleAppPasswordsStream(),
                            script,
                            GoogleUserPartitions.singleUser(GoogleAppPasswordsStream.ID, USER))
                    .of(CredentialObserved.class)
                    .stream()
                    .collect(Collectors.toMap(each -> each.holder().id().externalId(), each -> each));

            Timestamp created = Timestamp.at(Instant.ofEpochMilli(1_700_000_000_000L));
            Credential never = read.get(USER + "/7").credential();
            assertThat(never.lastUsed()).isEqualTo(Timestamp.never());
            assertThat(never.created()).isEqualTo(created);
            assertThat(never.expires()).isEqualTo(Timestamp.never());
            assertThat(read.get(USER + "/8").credential().lastUsed())
                    .isEqualTo(Timestamp.at(Instant.ofEpochMilli(1_750_000_000_000L)));
            assertThat(read.get(USER + "/9").credential().lastUsed()).isEqualTo(Timestamp.unknown());
            assertThat(read.get(USER + "/7").holder().ownerClues())
                    .containsExactly(new OwnerEvidenceItem(DANA, OwnerRole.CREATOR, created));
            assertThat(new GoogleAppPasswordsStream().segmentOf(read.get(USER + "/7")))
                    .isEqualTo(USER);
        }
    }

    @Nested
    class SingleUserFailures {
        private final ScriptedSession probing = script.withResponse("GET admin%40acme.test/tokens", "{}");

        @ParameterizedTest
        @ValueSource(ints = {400, 401, 403, 404})
        void readsNoGrantsOfSuspendedUserIfGoogleRejectsCall(int status) throws ConnectorException {
            probing.withResponse("GET " + USER + "/tokens", status, GoogleScript.error(status, "invalid"))
                    .withResponse("GET " + USER + "?", "{\"id\":\"1\",\"suspended\":true}");
            assertThat(StreamSweep.of(new GoogleTokensStream(), script, one).observations())
                    .isEmpty();
        }

        @Test
        void readsGrantsOfSuspendedUserAsSuspendedWhenRereadingUser() throws ConnectorException {
            probing.withResponse("GET " + USER + "/tokens", TOKENS)
                    .withResponse("GET " + USER + "?", "{\"id\":\"1\",\"suspended\":true}");
            assertThat(StreamSweep.of(new GoogleTokensStream(), script, one).of(GrantObserved.class))
                    .extracting(each -> each.grant().standing())
                    .containsOnly(ProviderStatus.SUSPENDED);
        }

        @Test
        void readsNoGrantsOfDeletedUser() throws ConnectorException {
            probing.withResponse("GET " + USER + "/tokens", 404, GoogleScript.error(404, "notFound"))
                    .withResponse("GET " + USER + "?", 404, GoogleScript.error(404, "notFound"));
            assertThat(StreamSweep.of(new GoogleTokensStream(), script, one).observations())
                    .isEmpty();
        }

        @ParameterizedTest
        @ValueSource(ints = {400, 401, 403, 404})
        void reportsRejectionForActiveUser(int status) {
            probing.withResponse("GET " + USER + "/tokens", status, GoogleScript.error(status, "invalid"))
                    .withResponse("GET " + USER + "?", "{\"id\":\"1\"}");
            assertThat(problem())
                    .isInstanceOf(
                            switch (status) {
                                case 401 -> InvalidToken.class;
                                case 403 -> InsufficientScope.class;
                                case 404 -> NotFound.class;
                                default -> UnexpectedResponse.class;
                            });
        }

        @Test
        void distinguishesInvalidCredentialFromSuspendedUser() {
            probing.withResponse("GET /tokens", 401, GoogleScript.error(401, "authError"))
                    .withResponse("GET " + USER + "?", "{\"id\":\"1\",\"suspended\":true}")
                    .withResponse("GET admin%40acme.test/tokens", 401, GoogleScript.error(401, "authError"));
            assertThat(problem()).isInstanceOf(InvalidToken.class);
        }

        @Test
        void detectsCredentialThatBecomesInvalidWithinPage() {
            Partition two = Partition.of(
                    GoogleTokensStream.ID, "users-00", Map.of("users", "1000001 1000002", "inactive", "1000002"));
            probing.withResponse("GET 1000001/tokens", TOKENS)
                    .withResponse("GET 1000002/tokens", 401, GoogleScript.error(401, "authError"))
                    .withResponse("GET admin%40acme.test/tokens", 401, GoogleScript.error(401, "authError"));
            assertThat(catchThrowableOfType(
                                    ConnectorException.class,
                                    () -> StreamSweep.of(new GoogleTokensStream(), script, two))
                            .problem())
                    .isInstanceOf(InvalidToken.class);
        }

        @Test
        void reportsServerErrorsAndThrottling() {
            probing.withResponse("GET " + USER + "/tokens", 500, GoogleScript.error(500, "backendError"));
            assertThat(problem()).isInstanceOf(Unavailable.class);
            probing.withResponse("GET " + USER + "/tokens", 503, GoogleScript.error(503, "quotaExceeded"));
            assertThat(problem()).isInstanceOf(RateLimited.class);
        }

        @Test
        void doesNotTreatNotFoundFromAnotherServerAsMissingUser() {
            probing.withResponse("GET " + USER + "/tokens", 404, "<html>not found</html>");
            assertThat(problem()).isInstanceOf(Misconfigured.class);
        }

        @Test
        void doesNotTreatUnreadableResponseAsSuspendedUser() {
            probing.withResponse("GET " + USER + "/tokens", "{\"items\":[")
                    .withResponse("GET " + USER + "?", "{\"id\":\"1\",\"suspended\":true}");
            assertThat(problem()).isInstanceOf(UnexpectedResponse.class);
        }

        private ConnectorProblem problem() {
            return catchThrowableOfType(
                            ConnectorException.class, () -> StreamSweep.of(new GoogleTokensStream(), script, one))
                    .problem();
        }
    }

    @Nested
    class Pages {
        private final List<String> users =
                IntStream.range(0, 12).mapToObj(i -> "10000" + (10 + i)).toList();
        private final Partition bucket = Partition.of(
                GoogleTokensStream.ID, "users-00", Map.of("users", String.join(" ", users), "inactive", users.get(1)));

        @Test
        void readsFewUsersPerPageAndResumesAtNextUser() throws ConnectorException {
            script.withResponse("GET /tokens", TOKENS);
            StreamSweep sweep = StreamSweep.of(new GoogleTokensStream(), script, bucket);
            assertThat(sweep.pages()).hasSize(3);
            assertThat(sweep.of(GrantObserved.class)).hasSize(24);
        }

        @Test
        void readsGrantsAsSuspendedIfPartitionListsUserAsInactive() throws ConnectorException {
            script.withResponse("GET /tokens", TOKENS);
            assertThat(StreamSweep.of(new GoogleTokensStream(), script, bucket).of(GrantObserved.class))
                    .filteredOn(each -> each.grant().standing() == ProviderStatus.SUSPENDED)
                    .extracting(each -> each.grant().key())
                    .containsOnly("user/" + users.get(1));
        }

        @Test
        void endsPageAtRateLimitWithoutRereadingUsers() throws ConnectorException {
            script.withResponse("GET /tokens", TOKENS);
            List<AccessObservation> undisturbed =
                    StreamSweep.of(new GoogleTokensStream(), script, bucket).observations();
            for (String limited : users) {
                script.clearSent();
                assertThat(readWithRateLimitAt(limited)).as(limited).isEqualTo(undisturbed);
                assertThat(script.sent())
                        .as("calls, including two that were throttled")
                        .hasSizeLessThanOrEqualTo(12 + 2);
            }
        }

        private List<AccessObservation> readWithRateLimitAt(String limited) throws ConnectorException {
            String call = "GET " + limited + "/tokens";
            script.withResponse(call, 503, GoogleScript.error(503, "quotaExceeded"));
            List<AccessObservation> observed = new ArrayList<>();
            PartitionCursor cursor = PartitionCursor.start();
            while (true) {
                try {
                    StreamPage page = new GoogleTokensStream().read(script, bucket, cursor);
                    observed.addAll(page.items());
                    if (!(page instanceof StreamPage.More more)) {
                        return observed;
                    }
                    cursor = more.next();
                } catch (ConnectorException e) {
                    assertThat(e.problem()).isInstanceOf(RateLimited.class);
                    script.withResponse(call, TOKENS);
                }
            }
        }

        @Test
        void readsRejectedUserAgainAfterRateLimit() throws ConnectorException {
            script.withResponse("GET /tokens", TOKENS)
                    .withResponse("GET " + users.get(1) + "/tokens", 403, GoogleScript.error(403, "forbidden"))
                    .withResponse("GET " + users.get(2) + "/tokens", 503, GoogleScript.error(503, "quotaExceeded"));
            StreamPage page = new GoogleTokensStream().read(script, bucket, PartitionCursor.start());
            assertThat(page).isInstanceOf(StreamPage.More.class);
            assertThat(page.items()).hasSize(2);
            assertThat(((StreamPage.More) page).next()).isEqualTo(PartitionCursor.at(users.get(1)));
        }

        @Test
        void rejectsCursorOfAnotherPartition() {
            assertThat(catchThrowableOfType(
                                    ConnectorException.class,
                                    () -> new GoogleTokensStream().read(script, bucket, PartitionCursor.at("999")))
                            .problem())
                    .isInstanceOf(UnexpectedResponse.class);
        }
    }
}
