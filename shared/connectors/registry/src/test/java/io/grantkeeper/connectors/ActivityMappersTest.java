package io.grantkeeper.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.connector.activity.Activity;
import io.grantkeeper.connector.activity.ActivityEffect;
import io.grantkeeper.connector.activity.ActivityMapper;
import io.grantkeeper.connector.activity.ActivityRowReader;
import io.grantkeeper.connector.activity.UnreadableRowException;
import io.grantkeeper.identity.ProviderId;
import java.time.OffsetDateTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Tests how the connectors interpret rows in the vendors' documented formats. */
class ActivityMappersTest {
    private static Activity map(String provider, String stream, String row) throws UnreadableRowException {
        return mapper(provider).map(stream, JsonMapper.shared().readTree(row));
    }

    private static ActivityMapper mapper(String provider) {
        return ConnectorRegistry.standard()
                .find(new ProviderId(provider))
                .orElseThrow()
                .activities()
                .orElseThrow();
    }

    static Stream<Arguments> uses() {
        return Stream.of(
                Arguments.of("okta", "system-log", """
                        {"uuid":"1","published":"2026-03-02T12:00:00.000+02:00","eventType":"app.oauth2.as.token.grant.access_token",
                         "actor":{"id":"0oa1","type":"PublicClientApp"},"target":null,"client":null}
                        """, "app/0oa1", "session:create"),
                Arguments.of("okta", "system-log", """
                        {"uuid":"1","published":"2026-03-02T10:00:00Z","eventType":"group.user_membership.add",
                         "actor":{"id":"00u1","type":"User","alternateId":"svc@acme.test"},
                         "transaction":{"detail":{"requestApiTokenId":"00T1"}}}
                        """, "token/00T1", "directory:create"),
                Arguments.of("github", "audit-log", """
                        {"@timestamp":1772445600000,"action":"git.clone","actor":"deploy[bot]","actor_is_bot":true,"repo":"acme/app"}
                        """, "slug/deploy", "code:read"),
                Arguments.of("github", "audit-log", """
                        {"@timestamp":1772445600000,"action":"git.push","actor":"dana","hashed_token":"a=","token_id":7,
                         "programmatic_access_type":"Fine-grained personal access token"}
                        """, "token/7", "code:write"),
                Arguments.of("google", "token", """
                        {"id":{"time":"2026-03-02T10:00:00.123Z"},"actor":{"email":"dana@acme.test"},"events":[{"name":"activity",
                         "parameters":[{"name":"client_id","value":"1-a.apps.googleusercontent.com"},
                         {"name":"api_name","value":"gmail"},{"name":"method_name","value":"gmail.users.messages.get"}]}]}
                        """, "client/1-a.apps.googleusercontent.com", "mail:read"),
                Arguments.of("google", "drive", """
                        {"id":{"time":"2026-03-02T10:00:00Z"},"actor":{"email":"dana@acme.test"},"events":[{"name":"download",
                         "parameters":[{"name":"originating_app_id","value":"1"},{"name":"doc_id","value":"d"}]}]}
                        """, "project/1", "files:read"),
                Arguments.of("microsoft", "sign-ins", """
                        {"createdDateTime":"2026-03-02T10:00:00Z","appId":"A","servicePrincipalId":"P",
                         "resourceDisplayName":"Azure Key Vault","status":{"errorCode":0}}
                        """, "principal/p", "secrets:read"),
                Arguments.of("slack", "audit", """
                        {"date_create":1772445600,"action":"file_downloaded","actor":{"type":"user","user":{"id":"U1"}},
                         "context":{"app":{"id":"A1","name":"Archiver"}},"entity":{"type":"file","file":{"id":"F1"}}}
                        """, "app/A1", "files:read"),
                Arguments.of("openai", "audit", """
                        {"type":"project.updated","effective_at":1772445600,"actor":{"type":"api_key",
                         "api_key":{"id":"k","type":"service_account","service_account":{"id":"svc"}}}}
                        """, "account/svc", "ai-models:write"),
                Arguments.of("anthropic", "activities", """
                        {"type":"compliance_api_accessed","created_at":"2026-03-02T10:00:00Z",
                         "actor":{"type":"admin_api_key_actor","admin_api_key_id":"k"}}
                        """, "admin-key/k", "other:read"));
    }

    @ParameterizedTest
    @MethodSource("uses")
    void namesActingIdentity(String provider, String stream, String row, String id, String activityClass)
            throws UnreadableRowException {
        Activity activity = map(provider, stream, row);
        assertThat(activity.actor().isIdentity()).isTrue();
        assertThat(activity.actor().ids()).contains(id);
        assertThat(activity.activityClass()).hasToString(activityClass);
        assertThat(activity.at())
                .isEqualTo(
                        provider.equals("google") && stream.equals("token")
                                ? "2026-03-02T10:00:00.123Z"
                                : "2026-03-02T10:00:00Z");
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                Arguments.of("okta", "system-log", """
                        {"published":"2026-03-02T10:00:00Z","eventType":"system.log_stream.lifecycle.deactivate",
                         "actor":{"id":"00u","type":"User"}}
                        """, ActivityEffect.LoggingDisabled.class),
                Arguments.of("okta", "system-log", """
                        {"published":"2026-03-02T10:00:00Z","eventType":"app.oauth2.client.privilege.grant",
                         "actor":{"id":"00u","type":"User"},"target":[{"id":"0oa","type":"PublicClientApp"}]}
                        """, ActivityEffect.RoleGranted.class),
                Arguments.of(
                        "github",
                        "audit-log",
                        "{\"@timestamp\":1,\"action\":\"org.disable_two_factor_requirement\",\"actor\":\"dana\"}",
                        ActivityEffect.ProtectionWeakened.class),
                Arguments.of(
                        "github",
                        "audit-log",
                        "{\"@timestamp\":1,\"action\":\"ip_allow_list.disable_for_installed_apps\",\"actor\":\"dana\"}",
                        ActivityEffect.ProtectionWeakened.class),
                Arguments.of(
                        "github",
                        "audit-log",
                        "{\"@timestamp\":1,\"action\":\"dependabot_alerts.disable\",\"actor\":\"dana\"}",
                        ActivityEffect.ProtectionWeakened.class),
                Arguments.of(
                        "github",
                        "audit-log",
                        "{\"@timestamp\":1,\"action\":\"business.add_admin\",\"actor\":\"dana\",\"user\":\"eve\"}",
                        ActivityEffect.RoleGranted.class),
                Arguments.of("okta", "system-log", """
                        {"published":"2026-03-02T10:00:00Z","eventType":"app.oauth2.token.detect_reuse","outcome":{"result":"FAILURE"},
                         "actor":{"id":"0oa","type":"PublicClientApp"}}
                        """, ActivityEffect.ThreatReported.class),
                Arguments.of("okta", "system-log", """
                        {"published":"2026-03-02T10:00:00Z","eventType":"user.session.impersonation.grant",
                         "actor":{"id":"00u","type":"User"}}
                        """, ActivityEffect.ProtectionWeakened.class),
                Arguments.of("google", "admin", """
                        {"id":{"time":"2026-03-02T10:00:00Z"},"actor":{"email":"a@acme.test"},"events":[
                         {"name":"CREATE_EMAIL_MONITOR","parameters":[{"name":"USER_EMAIL","value":"dana@acme.test"}]}]}
                        """, ActivityEffect.ProtectionWeakened.class),
                Arguments.of("google", "login", """
                        {"id":{"time":"2026-03-02T10:00:00Z"},"actor":{"email":"dana@acme.test"},"events":[
                         {"name":"email_forwarding_out_of_domain"}]}
                        """, ActivityEffect.ProtectionWeakened.class),
                Arguments.of("google", "admin", """
                        {"id":{"time":"2026-03-02T10:00:00Z"},"actor":{"email":"a@acme.test"},"events":[{"name":"SUSPEND_USER",
                         "parameters":[{"name":"USER_EMAIL","value":"dana@acme.test"}]}]}
                        """, ActivityEffect.PersonDisabled.class),
                Arguments.of("microsoft", "directory-audit", """
                        {"activityDateTime":"2026-03-02T10:00:00Z","activityDisplayName":"Update application – Certificates and secrets management ",
                         "result":"success","initiatedBy":{"user":{"id":"u"},"app":null},
                         "targetResources":[{"id":"o","type":"Application","modifiedProperties":[{"displayName":"KeyDescription",
                         "oldValue":"[]","newValue":"[\\"[KeyIdentifier=1,KeyType=Password]\\"]"}]}]}
                        """, ActivityEffect.CredentialAdded.class),
                Arguments.of(
                        "slack",
                        "audit",
                        "{\"date_create\":1,\"action\":\"anomaly\",\"actor\":{\"user\":{\"id\":\"U\"}},\"details\":{\"reason\":[\"tor\"]}}",
                        ActivityEffect.ThreatReported.class),
                Arguments.of(
                        "openai",
                        "audit",
                        "{\"type\":\"api_key.created\",\"effective_at\":1,\"actor\":null,\"api_key.created\":{\"id\":\"k\"}}",
                        ActivityEffect.CredentialAdded.class),
                Arguments.of("anthropic", "activities", """
                        {"type":"platform_api_key_created","created_at":"2026-03-02T10:00:00Z","api_key_id":"k",
                         "actor":{"type":"user_actor","user_id":"u"}}
                        """, ActivityEffect.CredentialAdded.class));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void readsEffectsOfRow(String provider, String stream, String row, Class<?> effect) throws UnreadableRowException {
        assertThat(map(provider, stream, row).effects()).hasAtLeastOneElementOfType(effect);
    }

    @Test
    void reportsMissingNameOfGoogleEvent() {
        assertThatThrownBy(() -> map("google", "drive", """
                        {"id":{"time":"2026-03-02T10:00:00Z","uniqueQualifier":"1"},"actor":{"email":"bot@acme.test"},
                         "events":[{"type":"access","name":null,"parameters":[]}]}
                        """))
                .isInstanceOf(UnreadableRowException.class)
                .hasMessage("events.name is missing; it is the event's name");
    }

    @Test
    void recordsOnlyNewScopesOfSlackApp() throws UnreadableRowException {
        assertThat(map("slack", "audit", """
                {"date_create":1,"action":"app_scopes_expanded","actor":{"user":{"id":"U"}},
                 "entity":{"type":"app","app":{"id":"A","scopes":["chat:write","files:read"]}},
                 "details":{"new_scopes":["chat:write","files:read"],"previous_scopes":["chat:write"]}}
                """).effects())
                .singleElement()
                .isInstanceOfSatisfying(
                        ActivityEffect.AccessGranted.class,
                        granted -> assertThat(granted.access()).isEqualTo("files:read"));
    }

    @Test
    void readsScopesThatEntraConsentHasAfterChange() throws UnreadableRowException {
        assertThat(map("microsoft", "directory-audit", """
                {"activityDateTime":"2026-03-02T10:00:00Z","result":"success","activityDisplayName":"Consent to application",
                 "initiatedBy":{"user":{"id":"u"},"app":null},
                 "targetResources":[{"id":"sp","type":"ServicePrincipal","modifiedProperties":[
                 {"displayName":"ConsentAction.Permissions","oldValue":null,"newValue":
                 "\\"[[Id: a, ClientId: c, PrincipalId: p, ResourceId: r, ConsentType: Principal, Scope: openid, CreatedDateTime: , LastModifiedDateTime ]] => [[Id: a, ClientId: c, PrincipalId: , ResourceId: r, ConsentType: AllPrincipals, Scope:  User.Read Mail.Read, CreatedDateTime: , LastModifiedDateTime ], [Id: b, ClientId: c, PrincipalId: , ResourceId: s, ConsentType: AllPrincipals, Scope: Mail.Read Sites.Read.All]]; \\""}]}]}
                """).effects())
                .singleElement()
                .isInstanceOfSatisfying(
                        ActivityEffect.AccessGranted.class,
                        granted -> assertThat(granted.access()).isEqualTo("User.Read Mail.Read Sites.Read.All"));
    }

    @Test
    void treatsEntraAppAsChangingItselfIfRegistrationHasSameName() throws UnreadableRowException {
        Activity own = map("microsoft", "directory-audit", """
                {"activityDateTime":"2026-03-02T10:00:00Z","result":"success",
                 "activityDisplayName":"Update application – Certificates and secrets management ",
                 "initiatedBy":{"user":null,"app":{"servicePrincipalId":"sp-1","displayName":"Bridge"}},
                 "targetResources":[{"id":"object-1","type":"Application","displayName":"Bridge"}]}
                """);
        assertThat(own.effects())
                .singleElement()
                .isInstanceOfSatisfying(
                        ActivityEffect.CredentialAdded.class,
                        added -> assertThat(added.identity()).isEqualTo(own.actor()));
    }

    @Test
    void roleOfGoogleServiceAccountIsAboutTheAccountAndNotTheAdministrator() throws UnreadableRowException {
        Activity granted = map("google", "admin", """
                {"id":{"time":"2026-03-02T10:00:00Z"},"actor":{"email":"a@acme.test"},"events":[{"name":"ASSIGN_ROLE",
                 "parameters":[{"name":"ROLE_NAME","value":"_SEED_ADMIN_ROLE"},
                 {"name":"USER_EMAIL","value":"etl@proj.iam.gserviceaccount.com"}]}]}
                """);
        assertThat(granted.about().ids()).containsExactly("account/etl@proj.iam.gserviceaccount.com");
    }

    @Test
    void openAiAccountThatAssignsRoleToItsOwnIdIsTheHolder() throws UnreadableRowException {
        Activity own = map("openai", "audit", """
                {"type":"role.assignment.created","effective_at":1,
                 "actor":{"type":"api_key","api_key":{"id":"key_1","service_account":{"id":"svc_acct_1"}}},
                 "role.assignment.created":{"id":"ra_1","principal_id":"svc_acct_1","principal_type":"user",
                 "resource_type":"api.organization"}}
                """);
        assertThat(own.effects()).singleElement().isInstanceOfSatisfying(ActivityEffect.RoleGranted.class, granted -> {
            assertThat(granted.holder().ids()).isEqualTo(own.actor().ids());
            assertThat(granted.role()).isEqualTo("for api.organization");
        });
    }

    static Stream<Arguments> streams() {
        return ConnectorRegistry.standard().all().stream()
                .flatMap(connector -> connector.activities().stream()
                        .flatMap(mapper -> mapper.streams().stream().map(stream -> Arguments.of(mapper, stream))));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void namesMissingMemberOfEmptyRow(ActivityMapper mapper, String stream) {
        assertThatThrownBy(() -> mapper.map(stream, JsonMapper.shared().createObjectNode()))
                .isInstanceOf(UnreadableRowException.class)
                .hasMessageContaining("missing");
    }

    /** A time in the usual form has its own parser. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-02T10:00:00Z",
                "2026-03-02T10:00:00.5Z",
                "2026-03-02T10:00:00.123Z",
                "2026-03-02T10:00:00.1234567Z",
                "2026-03-02T10:00:00.000000001Z",
                "2024-02-29T23:59:59.999999999Z",
                "1969-12-31T23:59:59.25Z",
                "2026-03-02T12:00:00.123+02:00"
            })
    void readsTimeInEveryForm(String time) throws UnreadableRowException {
        assertThat(ActivityRowReader.time(JsonMapper.shared().readTree("{\"at\":\"" + time + "\"}"), "at"))
                .isEqualTo(OffsetDateTime.parse(time).toInstant());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-30T10:00:00Z",
                "2026-13-02T10:00:00Z",
                "2026-03-02T10:60:00Z",
                "2026-03-02T10:00:00.1234567891Z",
                "2026-03-02T1a:00:00Z",
                "2026-03-02 10:00:00Z"
            })
    void rejectsTimeThatDoesNotExist(String time) {
        assertThatThrownBy(
                        () -> ActivityRowReader.time(JsonMapper.shared().readTree("{\"at\":\"" + time + "\"}"), "at"))
                .isInstanceOf(UnreadableRowException.class);
    }

    @Test
    void rejectsTimeWithoutOffset() {
        assertThatThrownBy(() -> map("okta", "system-log", "{\"published\":\"2026-03-02\",\"eventType\":\"x\"}"))
                .isInstanceOf(UnreadableRowException.class)
                .hasMessageContaining("published must be an ISO 8601 time");
    }
}
