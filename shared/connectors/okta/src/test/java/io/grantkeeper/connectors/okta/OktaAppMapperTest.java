package io.grantkeeper.connectors.okta;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.NonHumanIdentity;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An app in Okta's list")
class OktaAppMapperTest {
    @Test
    void isNotIdentifiedByStatedUrlsOfOkta() throws Exception {
        for (String host : new String[] {"www.okta.com", "OKTA.com", "acme.oktapreview.com", "auth0.com"}) {
            assertThat(service("https://%s/integrations".formatted(host)).domains())
                    .as(host)
                    .isEmpty();
        }
        assertThat(service("https://notokta.com").domains()).containsExactly("notokta.com");
    }

    private static NonHumanIdentity service(String clientUri) throws Exception {
        String json = """
                {"id": "0oa1", "name": "oidc_client", "label": "Okta Sync", "status": "ACTIVE", "created": "2026-11-01T00:00:00.000Z",
                 "credentials": {"oauthClient": {"client_id": "0oa1", "token_endpoint_auth_method": "private_key_jwt"}},
                 "settings": {"oauthClient": {"application_type": "service", "client_uri": "%s",
                   "redirect_uris": [], "grant_types": ["client_credentials"]}}}
                """.formatted(clientUri);
        return OktaAppMapper.identity(
                new ConnectionId("okta-acme"), JsonNodeReader.of("the app", json.getBytes(UTF_8)));
    }
}
