package io.grantkeeper.targets.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertTargetUrlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://acme.atlassian.net",
                "https://soar.example.com:8443/hook?token=x",
                "http://127.0.0.1:9000/",
                "http://localhost/hook"
            })
    void allowsHttpsAndTestDoublesOnThisMachine(String url) {
        assertThat(AlertTargetUrl.problem(url)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://soar.example.com/",
                "http://169.254.169.254/latest/meta-data/",
                "https://169.254.169.254/latest/meta-data/",
                "https://10.0.0.8/hook",
                "https://[::1]/hook",
                "https://[fd00:ec2::254]/",
                "https://2852039166/",
                "https://0x7f000001/",
                "https://127.0.0.1/",
                "https://localhost/",
                "https://user:secret@example.com/",
                "https://example.com/#part",
                "file:///etc/passwd",
                "ftp://example.com/",
                "https:///path",
                "soar.example.com/hook",
                "https://exa mple.com/",
                ""
            })
    void refusesUnsafeOrMalformedUrl(String url) {
        assertThat(AlertTargetUrl.problem(url)).isPresent();
    }

    @Test
    void namesSettingWithoutQuotingUrl() {
        assertThatThrownBy(() -> AlertTargetUrl.require("url", "http://user:canary@example.com/?sig=canary"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'url'")
                .hasMessageNotContaining("canary");
    }
}
