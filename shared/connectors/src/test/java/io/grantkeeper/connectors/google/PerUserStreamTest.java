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
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.Page;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.CredentialObserved;
import io.grantkeeper.identity.Observation.GrantObserved;
import io.grantkeeper.identity.OwnerClue;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.Standing;
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

class PerUserStreamTest {
    private static final String USER = "110011001100110011001";
    private static final PersonId DANA = new PersonId(Script.CONNECTION, USER);
    private static final String TOKENS = """
            {"kind":"admin#directory#tokenList","etag":"e","items":[
              {"kind":"admin#directory#token","etag":"t","clientId":"1095133494869.apps.googleusercontent.com",
               "displayText":"Example Calendar Sync","anonymous":false,"nativeApp":false,"userKey":"%s",
               "scopes":["openid","https://www.googleapis.com/auth/calendar"],"future":{"a":1}},
              {"clientId":"anonymous","displayText":"","anonymous":true,"nativeApp":true,"scopes":[]}]}""".formatted(USER);

    private final Script script = new Script().answering("GET " + USER + "?", "{\"id\":\"1\"}");
    private final Partition one = UserBuckets.onlyUser(TokensStream.ID, USER);

    @Nested
    class Consents {
        private List<GrantObserved> read() throws ConnectorException {
            return Sweep.of(new TokensStream(), script.answering("GET /tokens", TOKENS), one)
                    .of(GrantObserved.class);
        }

        @Test
        void aConsentIsAGrantOfThePersonToTheClient() throws ConnectorException {
            NonHumanIdentity holder = read().getFirst().holder();
            Grant grant = read().getFirst().grant();

            assertThat(holder.id())
                    .isEqualTo(new IdentityId(
                            Script.CONNECTION, IdentityKind.OAUTH_CLIENT, "1095133494869.apps.googleusercontent.com"));
            assertThat(holder.displayName()).isEqualTo("Example Calendar Sync");
            assertThat(holder.aliases())
                    .containsExactly(new Alias("oauth-client-id", "1095133494869.apps.googleusercontent.com"));
            assertThat(holder.attributes()).isEqualTo(Map.of("anonymous", "false", "nativeApp", "false"));
            assertThat(grant.key()).isEqualTo("user/" + USER);
            assertThat(grant.subject()).isEqualTo(GrantSubject.person(DANA));
            assertThat(grant.permissionKind()).isEqualTo(PermissionKind.DELEGATED);
            assertThat(grant.scopes()).containsExactly("https://www.googleapis.com/auth/calendar", "openid");
            assertThat(grant.grantedBy()).isEqualTo(Knowledge.known(DANA));
            assertThat(grant.grantedAt()).isEqualTo(Moment.unknown());
            assertThat(grant.lastUsed()).isEqualTo(Moment.unknown());
        }

        @Test
        void anAnonymousClientNamesNoAppAndHasNoAlias() throws ConnectorException {
            NonHumanIdentity holder = read().get(1).holder();
            assertThat(holder.form()).isEqualTo("anonymous-oauth-client");
            assertThat(holder.aliases()).isEmpty();
            assertThat(holder.displayName()).isEqualTo("anonymous");
        }

        @Test
        void anEmptyListIsLeftOutByGoogle() throws ConnectorException {
            script.answering("GET /tokens", "{\"kind\":\"admin#directory#tokenList\"}");
            assertThat(Sweep.of(new TokensStream(), script, one).observations()).isEmpty();
        }
    }

    @Nested
    class AppPasswords {
        @Test
        void zeroMeansNeverUsed_andAbsentMeansUnknown() throws ConnectorException {
            script.answering("GET /asps", """
                    {"items":[{"codeId":7,"name":"Mail","creationTime":"1700000000000","lastTimeUsed":"0"},
                      {"codeId":8,"name":"Phone","creationTime":"1700000000000","lastTimeUsed":"1750000000000"},
                      {"codeId":9}]}""");

            Map<String, CredentialObserved> read = Sweep.of(
                            new AppPasswordsStream(), script, UserBuckets.onlyUser(AppPasswordsStream.ID, USER))
                    .of(CredentialObserved.class)
                    .stream()
                    .collect(Collectors.toMap(each -> each.holder().id().externalId(), each -> each));

            Moment created = Moment.at(Instant.ofEpochMilli(1_700_000_000_000L));
            Credential never = read.get(USER + "/7").credential();
            assertThat(never.lastUsed()).isEqualTo(Moment.never());
            assertThat(never.created()).isEqualTo(created);
            assertThat(never.expires()).isEqualTo(Moment.never());
            assertThat(read.get(USER + "/8").credential().lastUsed())
                    .isEqualTo(Moment.at(Instant.ofEpochMilli(1_750_000_000_000L)));
            assertThat(read.get(USER + "/9").credential().lastUsed()).isEqualTo(Moment.unknown());
            assertThat(read.get(USER + "/7").holder().ownerClues())
                    .containsExactly(new OwnerClue(DANA, OwnerRole.CREATOR, created));
            assertThat(new AppPasswordsStream().segmentOf(read.get(USER + "/7")))
                    .isEqualTo(USER);
        }
    }

    @Nested
    class OneUserInTrouble {
        private final Script probing = script.answering("GET admin%40acme.test/tokens", "{}");

        @ParameterizedTest
        @ValueSource(ints = {400, 401, 403, 404})
        void whoIsSuspendedHoldsNothing_whateverTheRefusal(int status) throws ConnectorException {
            probing.refusing("GET " + USER + "/tokens", status, "invalid")
                    .answering("GET " + USER + "?", "{\"id\":\"1\",\"suspended\":true}");
            assertThat(Sweep.of(new TokensStream(), script, one).observations()).isEmpty();
        }

        @Test
        void whoIsSuspendedButAnsweredForHoldsSuspendedGrants_readAloneAsInASweep() throws ConnectorException {
            probing.answering("GET " + USER + "/tokens", TOKENS)
                    .answering("GET " + USER + "?", "{\"id\":\"1\",\"suspended\":true}");
            assertThat(Sweep.of(new TokensStream(), script, one).of(GrantObserved.class))
                    .extracting(each -> each.grant().standing())
                    .containsOnly(Standing.SUSPENDED);
        }

        @Test
        void whoIsGoneHoldsNothing() throws ConnectorException {
            probing.refusing("GET " + USER + "/tokens", 404, "notFound").refusing("GET " + USER + "?", 404, "notFound");
            assertThat(Sweep.of(new TokensStream(), script, one).observations()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(ints = {400, 401, 403, 404})
        void whoIsActiveIsNeverTakenToHoldNothing(int status) {
            probing.refusing("GET " + USER + "/tokens", status, "invalid")
                    .answering("GET " + USER + "?", "{\"id\":\"1\"}");
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
        void aBrokenCredentialIsNotTakenForASuspendedUser() {
            probing.refusing("GET /tokens", 401, "authError")
                    .answering("GET " + USER + "?", "{\"id\":\"1\",\"suspended\":true}")
                    .refusing("GET admin%40acme.test/tokens", 401, "authError");
            assertThat(problem()).isInstanceOf(InvalidToken.class);
        }

        @Test
        void aCredentialThatBreaksWithinAPageIsNotTakenForASuspendedUser() {
            Partition two = Partition.of(
                    TokensStream.ID, "users-00", Map.of("users", "1000001 1000002", "inactive", "1000002"));
            probing.answering("GET 1000001/tokens", TOKENS)
                    .refusing("GET 1000002/tokens", 401, "authError")
                    .refusing("GET admin%40acme.test/tokens", 401, "authError");
            assertThat(catchThrowableOfType(ConnectorException.class, () -> Sweep.of(new TokensStream(), script, two))
                            .problem())
                    .isInstanceOf(InvalidToken.class);
        }

        @Test
        void aServerErrorIsNeverTakenForAnything() {
            probing.refusing("GET " + USER + "/tokens", 500, "backendError");
            assertThat(problem()).isInstanceOf(Unavailable.class);
            probing.refusing("GET " + USER + "/tokens", 503, "quotaExceeded");
            assertThat(problem()).isInstanceOf(RateLimited.class);
        }

        @Test
        void a404ThatIsNotGooglesIsNeverTakenForAMissingUser() {
            probing.answering("GET " + USER + "/tokens", 404, "<html>not found</html>");
            assertThat(problem()).isInstanceOf(Misconfigured.class);
        }

        @Test
        void anAnswerThatCannotBeReadIsNeverTakenForASuspendedUsers() {
            probing.answering("GET " + USER + "/tokens", "{\"items\":[")
                    .answering("GET " + USER + "?", "{\"id\":\"1\",\"suspended\":true}");
            assertThat(problem()).isInstanceOf(UnexpectedResponse.class);
        }

        private ConnectorProblem problem() {
            return catchThrowableOfType(ConnectorException.class, () -> Sweep.of(new TokensStream(), script, one))
                    .problem();
        }
    }

    @Nested
    class Pages {
        private final List<String> users =
                IntStream.range(0, 12).mapToObj(i -> "10000" + (10 + i)).toList();
        private final Partition bucket = Partition.of(
                TokensStream.ID, "users-00", Map.of("users", String.join(" ", users), "inactive", users.get(1)));

        @Test
        void aPageIsAFewUsers_andTheCursorNamesTheNext() throws ConnectorException {
            script.answering("GET /tokens", TOKENS);
            Sweep sweep = Sweep.of(new TokensStream(), script, bucket);
            assertThat(sweep.pages()).isEqualTo(3);
            assertThat(sweep.of(GrantObserved.class)).hasSize(24);
        }

        @Test
        void whoIsPlannedAsInactiveButAnsweredForHoldsSuspendedGrants() throws ConnectorException {
            script.answering("GET /tokens", TOKENS);
            assertThat(Sweep.of(new TokensStream(), script, bucket).of(GrantObserved.class))
                    .filteredOn(each -> each.grant().standing() == Standing.SUSPENDED)
                    .extracting(each -> each.grant().key())
                    .containsOnly("user/" + users.get(1));
        }

        @Test
        void aLimitMetAtAnyCallEndsThePageThere_andNobodyIsReadTwice() throws ConnectorException {
            script.answering("GET /tokens", TOKENS);
            List<Observation> undisturbed =
                    Sweep.of(new TokensStream(), script, bucket).observations();
            for (String limited : users) {
                script.sent.clear();
                assertThat(readOnAfterALimitAt(limited)).as(limited).isEqualTo(undisturbed);
                assertThat(script.sent).as("calls, with two that were refused").hasSizeLessThanOrEqualTo(12 + 2);
            }
        }

        private List<Observation> readOnAfterALimitAt(String limited) throws ConnectorException {
            String call = "GET " + limited + "/tokens";
            script.refusing(call, 503, "quotaExceeded");
            List<Observation> observed = new ArrayList<>();
            Cursor cursor = Cursor.start();
            while (true) {
                try {
                    Page page = new TokensStream().read(script, bucket, cursor);
                    observed.addAll(page.items());
                    if (!(page instanceof Page.More more)) {
                        return observed;
                    }
                    cursor = more.next();
                } catch (ConnectorException e) {
                    assertThat(e.problem()).isInstanceOf(RateLimited.class);
                    script.answering(call, TOKENS);
                }
            }
        }

        @Test
        void aRefusalThatStandsWhenALimitIsMetIsAskedForAgain() throws ConnectorException {
            script.answering("GET /tokens", TOKENS)
                    .refusing("GET " + users.get(1) + "/tokens", 403, "forbidden")
                    .refusing("GET " + users.get(2) + "/tokens", 503, "quotaExceeded");
            Page page = new TokensStream().read(script, bucket, Cursor.start());
            assertThat(page).isInstanceOf(Page.More.class);
            assertThat(page.items()).hasSize(2);
            assertThat(((Page.More) page).next()).isEqualTo(Cursor.at(users.get(1)));
        }

        @Test
        void aCursorOfAnotherPartitionIsRefused() {
            assertThat(catchThrowableOfType(
                                    ConnectorException.class,
                                    () -> new TokensStream().read(script, bucket, Cursor.at("999")))
                            .problem())
                    .isInstanceOf(UnexpectedResponse.class);
        }
    }
}
