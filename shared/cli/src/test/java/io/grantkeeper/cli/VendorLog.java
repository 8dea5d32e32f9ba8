package io.grantkeeper.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Log rows of a small company, written by hand in the format that each vendor's API returns, for tests of
 * {@code explain activity}. The first row has the time Monday, 2 March 2026, 9:00.
 */
final class VendorLog {
    static final String PLACES = """
            {"prefix":"192.0.2.0/25","asn":64500,"org":"Usual Cloud","country":"DE","kind":"hosting"}
            {"prefix":"198.51.100.0/25","asn":64501,"org":"Other Cloud","country":"US","kind":"hosting"}
            {"prefix":"203.0.113.0/26","asn":64510,"org":"City DSL","country":"DE","kind":"isp"}
            {"prefix":"203.0.113.64/26","asn":64511,"org":"Mobile","country":"FR","kind":"isp"}
            {"prefix":"203.0.113.128/26","asn":64512,"org":"Cable","country":"US","kind":"isp"}
            {"prefix":"198.51.100.200/32","asn":64520,"org":"Relay","country":"RO","kind":"tor"}
            """;
    static final String CLOUD = "192.0.2.10";
    static final String OTHER_CLOUD = "198.51.100.77";
    static final String HOME = "203.0.113.5";
    static final String MOBILE = "203.0.113.70";
    static final String ABROAD = "203.0.113.140";
    static final String TOR = "198.51.100.200";

    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    private final List<String> lines = new ArrayList<>();
    private int unusualFrom;
    private Instant now = START;

    /** Sets the time of the following rows: a time on a day, where the first day is 0. */
    VendorLog at(int day, int hour, int minute, int second) {
        now = START.plus(Duration.ofDays(day)).plus(Duration.ofSeconds(hour * 3_600L + minute * 60L + second));
        return this;
    }

    VendorLog at(int day, int hour) {
        return at(day, hour, 0, 0);
    }

    /** Adds the rows in the given number of hours of each workday, for six weeks. */
    VendorLog workdays(int hours, Runnable rows) {
        for (int day = 0; day < 40; day++) {
            for (int hour = 0; day % 7 < 5 && hour < hours; hour++) {
                at(day, hour);
                rows.run();
            }
        }
        return this;
    }

    /** Marks the start of the rows that the test is about. */
    VendorLog then() {
        unusualFrom = lines.size();
        return this;
    }

    List<String> lines() {
        return lines;
    }

    int unusualFrom() {
        return unusualFrom;
    }

    VendorLog add(String provider, String stream, String row) {
        lines.add("{\"provider\":\"%s\",\"stream\":\"%s\",\"connection\":\"%s-1\",\"row\":%s}"
                .formatted(provider, stream, provider, row.replace("\n", "")));
        return this;
    }

    private String id() {
        return "r" + lines.size();
    }

    // ---- Okta: https://developer.okta.com/docs/api/openapi/okta-management/management/tag/SystemLog/

    /** Adds a row in which an OAuth client acts on an object. */
    VendorLog oktaApp(String id, String name, String type, String from, String client, String object) {
        return okta(type, actor(id, "PublicClientApp", name), from, client, target("AppInstance", object), "");
    }

    /** Adds a row in which a person acts with an API token. */
    VendorLog oktaToken(String token, String person, String type, String from, String object) {
        return okta(
                type,
                actor("00u" + person, "User", person + "@acme.test"),
                from,
                "terraform/1.5",
                target("User", object),
                "\"requestApiTokenId\":\"%s\"".formatted(token));
    }

    VendorLog oktaPerson(String person, String type, String targetType, String object) {
        return okta(
                type,
                actor("00u" + person, "User", person + "@acme.test"),
                HOME,
                "Mozilla/5.0",
                target(targetType, object),
                "");
    }

    private static String actor(String id, String type, String name) {
        return "{\"id\":\"%s\",\"type\":\"%s\",\"alternateId\":\"%s\",\"displayName\":\"%s\",\"detailEntry\":null}"
                .formatted(id, type, name, name);
    }

    private static String target(String type, String id) {
        return "{\"id\":\"00u%s\",\"type\":\"%s\",\"alternateId\":\"%s@acme.test\",\"displayName\":\"%s\",\"detailEntry\":null}"
                .formatted(id, type, id, id);
    }

    private VendorLog okta(String type, String actor, String from, String client, String target, String transaction) {
        return add(
                "okta", "system-log", """
                {"actor":%s,"client":{"userAgent":{"rawUserAgent":"%s","os":"Unknown","browser":"UNKNOWN"},"zone":"null",
                "device":"Unknown","id":null,"ipAddress":"%s","geographicalContext":null},"device":null,
                "authenticationContext":{"authenticationProvider":null,"externalSessionId":"unknown"},"displayMessage":"%s",
                "eventType":"%s","outcome":{"result":"SUCCESS","reason":null},"published":"%s","securityContext":
                {"asNumber":null,"asOrg":null,"isp":null,"domain":null,"isProxy":false},"severity":"INFO","debugContext":
                {"debugData":{"requestUri":"/api/v1"}},"legacyEventType":null,"transaction":{"type":"WEB","id":"w","detail":{%s}},
                "uuid":"%s","version":"0","request":{"ipChain":[]},"target":[%s]}
                """.formatted(actor, client, from, type, type, now, transaction, id(), target));
    }

    // ---- Google: https://developers.google.com/workspace/admin/reports/v1/appendix/activity/token

    /** Adds a row in which an OAuth client calls a method on behalf of a person. */
    VendorLog googleCall(String client, String name, String person, String from, String method, int bytes) {
        return google("token", person, from, """
                {"type":"auth","name":"activity","parameters":[{"name":"api_name","value":"%s"},{"name":"method_name","value":"%s"},
                {"name":"client_id","value":"%s.apps.googleusercontent.com"},{"name":"num_response_bytes","intValue":"%d"},
                {"name":"app_name","value":"%s"},{"name":"client_type","value":"WEB"}]}
                """.formatted(
                        method.substring(0, method.indexOf('.')), method, client, bytes, name));
    }

    VendorLog googleConsent(String client, String name, String person, String from, String scope) {
        return google("token", person, from, """
                {"type":"auth","name":"authorize","parameters":[{"name":"client_id","value":"%s.apps.googleusercontent.com"},
                {"name":"app_name","value":"%s"},{"name":"client_type","value":"WEB"},{"name":"scope_data","multiMessageValue":
                [{"parameter":[{"name":"scope_name","value":"%s"},{"name":"product_bucket","multiValue":["GMAIL"]}]}]},
                {"name":"scope","multiValue":["%s"]}]}
                """.formatted(client, name, scope, scope));
    }

    VendorLog googleSignIn(String person, String from) {
        return google("login", person, from, """
                {"type":"login","name":"login_success","parameters":[{"name":"login_type","value":"google_password"},
                {"name":"is_suspicious","boolValue":false}]}
                """);
    }

    VendorLog googleSetting(String person, String name, String setting, String value) {
        return google("admin", person, HOME, """
                {"type":"APPLICATION_SETTINGS","name":"%s","parameters":[{"name":"SETTING_NAME","value":"%s"},
                {"name":"NEW_VALUE","value":"%s"},{"name":"OLD_VALUE","value":"true"}]}
                """.formatted(name, setting, value));
    }

    private VendorLog google(String stream, String person, String from, String event) {
        return add("google", stream, """
                {"kind":"admin#reports#activity","id":{"time":"%s","uniqueQualifier":"%s","applicationName":"%s","customerId":"C01"},
                "etag":"e","actor":{"callerType":"USER","email":"%s@acme.test","profileId":"1%s"},"ipAddress":"%s","events":[%s]}
                """.formatted(now, id(), stream, person, person, from, event));
    }

    // ---- GitHub: https://docs.github.com/en/enterprise-cloud@latest/organizations/keeping-your-organization-secure

    /** Adds a row in which a person's fine-grained token reads a repository. */
    VendorLog githubClone(String person, String token, String hash, String from, String repository) {
        return github("git.clone", person, from, """
                "programmatic_access_type":"Fine-grained personal access token","user_programmatic_access_name":"%s",
                "hashed_token":"%s","external_identity_nameid":"%s@acme.test","repo":"acme/%s","repository":"acme/%s",
                "transport_protocol_name":"https"
                """.formatted(token, hash, person, repository, repository));
    }

    VendorLog github(String action, String person, String from, String members) {
        return add("github", "audit-log", """
                {"@timestamp":%d,"_document_id":"%s","action":"%s","actor":"%s","actor_id":7,"actor_ip":"%s",
                "actor_location":{"country_code":null},"business":"acme","created_at":%d,"operation_type":"access","org":"acme",
                "user_agent":"git/2.44.0",%s}
                """.formatted(
                        now.toEpochMilli(), id(), action, person, from, now.toEpochMilli(), members));
    }

    // ---- Microsoft Entra: https://learn.microsoft.com/en-us/graph/api/resources/signin and directoryaudit

    VendorLog entraSignIn(String principal, String name, String from, String key, String resource, int error) {
        return add("microsoft", "sign-ins", """
                {"id":"%s","createdDateTime":"%s","userDisplayName":"","userPrincipalName":"","userId":"","appId":"app-%s",
                "appDisplayName":"%s","ipAddress":"%s","clientAppUsed":null,"userAgent":null,"isInteractive":false,
                "riskLevelAggregated":"none","riskLevelDuringSignIn":"none","riskState":"none","riskEventTypes_v2":[],
                "resourceDisplayName":"%s","resourceId":"x","servicePrincipalId":"%s","servicePrincipalName":"%s",
                "servicePrincipalCredentialKeyId":"%s","servicePrincipalCredentialThumbprint":"","signInEventTypes":
                ["servicePrincipal"],"autonomousSystemNumber":null,"status":{"errorCode":%d,"failureReason":"Other.",
                "additionalDetails":null},"location":{"city":"","state":"","countryOrRegion":"","geoCoordinates":{}}}
                """.formatted(
                        id(), now, principal, name, from, resource, principal, name, key, error));
    }

    /**
     * Adds an entry of the directory audit.
     *
     * @param by the member of {@code initiatedBy}
     * @param properties the modified properties of the service principal: name and new value, as JSON in a string
     */
    VendorLog entraAudit(String activity, String by, String principal, String name, String... properties) {
        List<String> modified = new ArrayList<>();
        for (int i = 0; i < properties.length; i += 2) {
            modified.add("{\"displayName\":\"%s\",\"oldValue\":null,\"newValue\":\"\\\"%s\\\"\"}"
                    .formatted(properties[i], properties[i + 1]));
        }
        return add("microsoft", "directory-audit", """
                {"id":"%s","category":"ApplicationManagement","correlationId":"c","result":"success","resultReason":"",
                "activityDisplayName":"%s","activityDateTime":"%s","loggedByService":"Core Directory","initiatedBy":{%s},
                "targetResources":[{"id":"%s","displayName":"%s","type":"ServicePrincipal","userPrincipalName":null,
                "groupType":null,"modifiedProperties":[%s]}],"additionalDetails":[]}
                """.formatted(
                        id(), activity, now, by, principal, name, String.join(",", modified)));
    }

    static String entraPerson(String person, String from) {
        return "\"app\":null,\"user\":{\"id\":\"id-%s\",\"displayName\":null,\"userPrincipalName\":\"%s@acme.test\",\"ipAddress\":\"%s\"}"
                .formatted(person, person, from);
    }

    static String entraApp(String principal, String name) {
        return "\"user\":null,\"app\":{\"appId\":null,\"displayName\":\"%s\",\"servicePrincipalId\":\"%s\",\"servicePrincipalName\":null}"
                .formatted(name, principal);
    }

    // ---- Slack: https://docs.slack.dev/reference/audit-logs-api/methods-actions-reference

    VendorLog slack(String action, String person, String entity, String from, String details) {
        return add("slack", "audit", """
                {"id":"%s","date_create":%d,"action":"%s","actor":{"type":"user","user":{"id":"U%s","name":"%s",
                "email":"%s@acme.test","team":"T1"}},"entity":%s,"context":{"location":{"type":"workspace","id":"T1","name":"Acme",
                "domain":"acme"},"ua":"Mozilla/5.0","session_id":1,"ip_address":"%s"},"details":{%s}}
                """.formatted(
                        id(), now.getEpochSecond(), action, person, person, person, entity, from, details));
    }

    // ---- OpenAI: https://platform.openai.com/docs/api-reference/audit-logs

    /** Adds a row in which a key of a service account acts. */
    VendorLog openai(String type, String account, String key, String change) {
        return add("openai", "audit", """
                {"object":"organization.audit_log","id":"%s","type":"%s","effective_at":%d,"project":{"id":"proj_1","name":"p"},
                "actor":{"type":"api_key","api_key":{"type":"service_account","id":"%s","service_account":{"id":"%s"}}},"%s":%s}
                """.formatted(id(), type, now.getEpochSecond(), key, account, type, change));
    }

    VendorLog openaiPerson(String type, String person, String change) {
        return add(
                "openai", "audit", """
                {"object":"organization.audit_log","id":"%s","type":"%s","effective_at":%d,"actor":{"type":"session","session":
                {"user":{"id":"user-%s","email":"%s@acme.test"},"ip_address":"%s","user_agent":"Mozilla/5.0"}},"%s":%s}
                """.formatted(id(), type, now.getEpochSecond(), person, person, HOME, type, change));
    }

    // ---- Anthropic: https://platform.claude.com/docs/en/manage-claude/compliance-activity-feed

    VendorLog anthropic(String type, String person, String member, String value) {
        return add("anthropic", "activities", """
                {"id":"%s","created_at":"%s","organization_id":"org_1","organization_uuid":"u","actor":{"type":"user_actor",
                "email_address":"%s@acme.test","user_id":"user_%s","ip_address":"%s","user_agent":"Mozilla/5.0"},"type":"%s",
                "%s":"%s"}
                """.formatted(id(), now, person, person, HOME, type, member, value));
    }
}
