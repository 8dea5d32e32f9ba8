package io.grantkeeper.connectors.entra;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares the costs of the connector's calls with the vendor's table. */
@DisplayName("The cost of a call in directory units")
class GraphResourceUnitsTest {
    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | users?$top=999&$select=id",
                "2 | users?$top=999&$select=id&$expand=manager($select%3Did)",
                "2 | users",
                "1 | users/7b0cb9e4",
                "2 | applications?$top=100&$select=id&$expand=owners",
                "1 | applications/7b0cb9e4/federatedIdentityCredentials",
                "1 | applications(appId='7b0cb9e4')?$select=id&$expand=owners",
                "2 | oauth2PermissionGrants?$top=999",
                "1 | servicePrincipals/7b0cb9e4/oauth2PermissionGrants",
                "2 | servicePrincipals/7b0cb9e4/appRoleAssignments?$top=999",
                "1 | servicePrincipals?$top=999&%24select=id&$expand=owners",
                "2 | servicePrincipals?$top=999&$expand=owners",
                "1 | directory/deletedItems/microsoft.graph.user?$top=999&$select=id"
            })
    void matchesVendorTable(int units, String call) {
        assertThat(GraphResourceUnits.of(URI.create("https://graph.microsoft.com/v1.0/" + call)))
                .isEqualTo(units);
    }

    @ParameterizedTest
    @CsvSource({"users,2", "servicePrincipals,1", "oauth2PermissionGrants,2"})
    void calculatesSameCostForBatchedAndSingleRequests(String collection, int units) {
        assertThat(GraphResourceUnits.of(GraphRequestUri.of(collection).with("$top", "999")))
                .isEqualTo(units);
    }
}
