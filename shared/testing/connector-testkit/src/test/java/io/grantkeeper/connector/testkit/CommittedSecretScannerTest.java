package io.grantkeeper.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommittedSecretScannerTest {
    /**
     * Tests that a secret is found but not quoted. The secrets in this file contain a vertical bar, which the test
     * removes before scanning, so that the file itself contains no secret.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ghp|_0123456789abcdefghij0123456789abcdef",
                "ghs|_0123456789abcdefghij0123456789abcdef",
                "github|_pat_11ABCDEFG0123456789abcdef",
                "ya29|.a0AfH6SMBx0123456789abcdef",
                "xoxb|-123456789012-abcdefghij",
                "sk|-ant-api03-0123456789abcdefghij",
                "AKIA|ABCDEFGHIJKLMNOP",
                "-----BEGIN RSA| PRIVATE KEY-----",
                "eyJhbGciOiJSUzI1NiJ9|.eyJpc3MiOiJhY21lIn0.c2lnbmF0dXJlLWhlcmU"
            })
    void findsSecretsWithoutRevealingThem(String cut) {
        String secret = cut.replace("|", "");
        assertThat(CommittedSecretScanner.scan("{\n \"token\": \"" + secret + "\"}"))
                .singleElement()
                .asString()
                .startsWith("2: ")
                .doesNotContain(secret.substring(5));
    }

    @Test
    void ignoresOrdinaryText(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("a.json"), "{\"token_id\": 7, \"name\": \"ghp\", \"hash\": \"eyJ\"}");
        assertThat(CommittedSecretScanner.of(folder)).isEmpty();
    }
}
