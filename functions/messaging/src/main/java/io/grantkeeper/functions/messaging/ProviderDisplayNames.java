package io.grantkeeper.functions.messaging;

import io.grantkeeper.connectors.ConnectorRegistry;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.owners.answers.AnswerProviders;
import java.util.List;
import java.util.function.Function;

/** Display names of providers, and what their connectors can do. */
public final class ProviderDisplayNames {
    private ProviderDisplayNames() {}

    /**
     * Returns a function that maps a provider's ID to the display name in its connector, or to the ID itself if there
     * is no connector.
     */
    public static Function<ProviderId, String> standard() {
        ConnectorRegistry connectors = ConnectorRegistry.standard();
        return provider -> name(connectors, provider);
    }

    /** Returns the providers' display names and capabilities, as far as answers to questions depend on them. */
    public static AnswerProviders forAnswers() {
        ConnectorRegistry connectors = ConnectorRegistry.standard();
        return new AnswerProviders() {
            @Override
            public String name(ProviderId provider) {
                return ProviderDisplayNames.name(connectors, provider);
            }

            @Override
            public boolean canBlock(NonHumanIdentity app, List<Grant> grants) {
                return connectors
                        .find(app.provider())
                        .flatMap(connector -> connector.revoker())
                        .filter(revoker -> revoker.canBlock(app, grants))
                        .isPresent();
            }
        };
    }

    private static String name(ConnectorRegistry connectors, ProviderId provider) {
        return connectors
                .find(provider)
                .map(connector -> connector.definition().displayName())
                .orElseGet(provider::value);
    }
}
