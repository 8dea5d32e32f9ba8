package io.grantkeeper.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.ProviderHttpOptions;
import io.grantkeeper.connector.http.RateBudget;
import io.grantkeeper.connector.http.SessionFactory;
import io.grantkeeper.connector.testkit.GoldenFile;
import io.grantkeeper.connectors.ConnectorRegistry;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.local.suite.LocalSuiteOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The connector matrix")
class ConnectorMatrixIT {
    @Test
    void listsFeaturesAndCoverageGapsOfEachConnector() throws ConnectorException {
        try (DemoCompany company = DemoCompany.start()) {
            company.simulator().stepDay();
            LocalSuiteOptions options = company.options(Optional.empty(), 0);
            List<ProviderSurvey> surveys = new ArrayList<>();
            try (SessionFactory sessions = new SessionFactory(
                    options.credentials(),
                    _ -> RateBudget.unlimited(),
                    options.clock(),
                    ProviderHttpOptions.standard())) {
                for (Connection connection : company.connections()) {
                    Connector connector = ConnectorRegistry.standard().of(connection.provider());
                    surveys.add(ProviderSurvey.of(
                            connector,
                            sessions.open(connector, connection),
                            company.simulator().company().clock()));
                }
            }
            assertThat(surveys)
                    .extracting(survey -> survey.connector().provider())
                    .as("providers of the simulated company")
                    .containsExactlyInAnyOrderElementsOf(ConnectorRegistry.standard().all().stream()
                            .map(Connector::provider)
                            .toList());
            GoldenFile.document("docs/connectors/matrix.md").requireEqual(ConnectorMatrixPage.of(surveys));
        }
    }
}
