package io.grantkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.cli.CommandRunner.Ran;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A provider that cannot be reached")
class UnreachableProviderTest {
    @TempDir
    private Path folder;

    private Ran sweep(String url, String... more) throws IOException {
        CommandRunner commands = new CommandRunner(folder);
        Path token = Files.writeString(folder.resolve("token"), "xoxp-1");
        Files.writeString(commands.config(), """
                {"tenant": "acme", "connections": [{"id": "slack-acme", "provider": "slack",
                 "settings": {"base-url": "%s"}, "credentials": {"user-token": "file:%s"}}]}
                """.formatted(url, token));
        long start = System.nanoTime();
        Ran ran = more.length == 0 ? commands.onLedger("sweep") : commands.run(more);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(10));
        return ran;
    }

    @Test
    void reportsHostPortCauseAndSettingInsteadOfRetryingForHours() throws IOException {
        Ran ran = sweep("http://127.0.0.1:1");
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out())
                .contains(
                        "slack-acme: not swept: 127.0.0.1, port 1 cannot be reached: the connection was refused; check the setting 'base-url'");
    }

    @Test
    void reportsUnknownHostName() throws IOException {
        assertThat(sweep("https://no-such-host.invalid/api").out())
                .contains("no-such-host.invalid, port 443 cannot be reached: DNS cannot resolve the host name")
                .contains("'base-url'");
    }

    @Test
    void reportsServerThatUsesDifferentProtocol() throws IOException {
        AtomicBoolean open = new AtomicBoolean(true);
        try (ServerSocket other = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                while (open.get()) {
                    try {
                        other.accept().close();
                    } catch (IOException _) {
                        return;
                    }
                }
            });
            assertThat(sweep("http://127.0.0.1:" + other.getLocalPort()).out())
                    .contains("cannot be reached: the connection was closed before a response");
            open.set(false);
        }
    }

    @Test
    void selfTestReportsUnreachableProviderOnce() throws IOException {
        Ran ran = sweep("https://no-such-host.invalid/api", "self-test");
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out().lines().filter(line -> line.contains("cannot be reached")))
                .hasSize(1);
        assertThat(ran.out()).contains("unreachable");
    }

    @Test
    void rejectsPatienceOptionBelowOneMinute() throws IOException {
        assertThat(sweep("http://127.0.0.1:1", "sweep", "--patience", "0").err())
                .contains("--patience is 0, but must be 1 minute or more");
    }
}
