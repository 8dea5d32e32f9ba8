package io.grantkeeper.connectors.okta;

/**
 * The Okta API scopes that the connector requests. The connector requests a separate token for each scope, because Okta
 * refuses a whole token if one of its scopes is not granted, and a missing scope must affect only the streams that need
 * it. Source: https://github.com/okta/okta-management-openapi-spec, version 2026.06.3.
 */
final class OktaScopes {
    static final String USERS = "okta.users.read";
    static final String USERS_MANAGE = "okta.users.manage";
    static final String APPS = "okta.apps.read";
    static final String APPS_MANAGE = "okta.apps.manage";
    static final String APP_GRANTS = "okta.appGrants.read";
    static final String APP_GRANTS_MANAGE = "okta.appGrants.manage";
    static final String ROLES = "okta.roles.read";
    static final String ROLES_MANAGE = "okta.roles.manage";
    static final String API_TOKENS = "okta.apiTokens.read";
    static final String API_TOKENS_MANAGE = "okta.apiTokens.manage";
    static final String INTEGRATIONS = "okta.oauthIntegrations.read";
    static final String INTEGRATIONS_MANAGE = "okta.oauthIntegrations.manage";
    static final String APP_ACCOUNTS = "okta.serviceAccounts.read";
    static final String OKTA_ACCOUNTS = "okta.serviceAccounts.okta.read";
    static final String AI_AGENTS = "okta.aiAgents.read";
    static final String AI_AGENTS_MANAGE = "okta.aiAgents.manage";
    static final String LOGS = "okta.logs.read";

    private OktaScopes() {}
}
