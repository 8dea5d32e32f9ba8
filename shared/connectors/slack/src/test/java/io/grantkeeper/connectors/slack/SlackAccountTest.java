package io.grantkeeper.connectors.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests what the listings show about a person's administrator role and second factor. Sources:
 * https://docs.slack.dev/reference/objects/user-object and https://docs.slack.dev/reference/methods/admin.users.list
 */
class SlackAccountTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{}|false|[]",
                "{'is_admin':false,'is_owner':false,'is_primary_owner':false}|false|[slack-role=member]",
                "{'is_admin':true,'is_owner':false}|false|[slack-role=admin]",
                "{'is_admin':true,'is_owner':true}|false|[slack-role=owner]",
                "{'is_admin':true,'is_owner':true,'is_primary_owner':true}|false|[slack-role=primary-owner]",
                "{'is_admin':true,'is_owner':true}|true|[slack-role=delegated-admin]",
                "{'is_admin':false}|true|[slack-role=member]",
                "{'has_2fa':true}|false|[slack-sign-in=mfa]",
                "{'has_2fa':false}|false|[]",
                "{'has_2fa':true,'has_sso':true}|true|[]",
                "{'has_2fa':true,'has_sso':false}|true|[]"
            })
    void recordsOnlyWhatListingStates(String user, boolean organization, String expected) throws ConnectorException {
        TreeSet<String> aliases = new TreeSet<>();
        byte[] json = user.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        SlackAccount.aliases(JsonNodeReader.of("slack", json), organization)
                .forEach(alias -> aliases.add(alias.scheme() + "=" + alias.value()));
        assertThat(aliases).hasToString(expected);
    }
}
