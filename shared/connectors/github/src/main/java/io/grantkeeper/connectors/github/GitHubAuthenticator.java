package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.Authenticator;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.ProviderRequest;
import io.grantkeeper.identity.Secret;
import java.util.Optional;

/**
 * An authenticator that adds one of the following to each call: an installation access token of the app, a JWT of the
 * app itself, or one of the configured tokens {@code token} and {@code owner-token}.
 */
final class GitHubAuthenticator implements Authenticator {
    private final GitHubInstallationTokens tokens;

    GitHubAuthenticator(GitHubInstallationTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public ProviderRequest authenticate(ProviderSession session, ProviderRequest request) throws ConnectorException {
        return bearer(request, secret(session, request.credential()));
    }

    @Override
    public void forget(ProviderSession session) {
        tokens.forget(session.connection());
    }

    static ProviderRequest bearer(ProviderRequest request, Secret token) {
        return request.header("authorization", "Bearer " + token.reveal().strip());
    }

    private Secret secret(ProviderSession session, String credential) throws ConnectorException {
        return switch (credential) {
            case GitHubCredentials.AS_APP -> tokens.assertion(session, GitHubSettings.of(session.connection()));
            case GitHubCredentials.AS_OWNER -> session.requiredCredential(GitHubCredentials.OWNER_TOKEN);
            case GitHubCredentials.AS_ENTERPRISE -> enterpriseToken(session);
            case GitHubCredentials.AS_INSTALLATION -> organizationToken(session);
            default -> throw new IllegalArgumentException("unknown credential '%s' for a call".formatted(credential));
        };
    }

    private Secret organizationToken(ProviderSession session) throws ConnectorException {
        if (session.credential(GitHubCredentials.APP_PRIVATE_KEY).isPresent()) {
            return tokens.forOrganization(session, GitHubSettings.of(session.connection()));
        }
        Optional<Secret> token = session.credential(GitHubCredentials.TOKEN);
        return token.orElseThrow(() -> ConnectorException.misconfigured(
                session.connection(),
                "configure the credential 'app-private-key' (with the setting 'client-id') or the credential 'token'"));
    }

    private Secret enterpriseToken(ProviderSession session) throws ConnectorException {
        GitHubSettings settings = GitHubSettings.of(session.connection());
        GitHubSettings.Enterprise enterprise = settings.enterprise()
                .orElseThrow(() -> ConnectorException.misconfigured(
                        session.connection(), "set 'enterprise' and 'enterprise-installation-id' together"));
        return tokens.forInstallation(session, settings, enterprise.installation());
    }
}
