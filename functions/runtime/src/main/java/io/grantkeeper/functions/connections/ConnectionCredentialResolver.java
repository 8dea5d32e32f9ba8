package io.grantkeeper.functions.connections;

import io.grantkeeper.aws.secrets.SecretResolver;
import io.grantkeeper.aws.secrets.SecretUnavailableException;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.http.CredentialResolver;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.Secret;
import java.util.Optional;

/** Resolves the credentials of connections from their references. */
public record ConnectionCredentialResolver(SecretResolver secrets) implements CredentialResolver {
    @Override
    public Optional<Secret> resolve(Connection connection, String slot) throws ConnectorException {
        try {
            return secrets.resolve(connection, slot);
        } catch (SecretUnavailableException e) {
            String message = String.valueOf(e.getMessage());
            throw new ConnectorException(
                    e.isTemporary()
                            ? new ConnectorProblem.Unavailable(message)
                            : new ConnectorProblem.Misconfigured(message));
        }
    }

    @Override
    public void invalidate(Connection connection) {
        secrets.forget();
    }
}
