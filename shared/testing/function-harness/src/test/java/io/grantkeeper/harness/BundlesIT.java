package io.grantkeeper.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.harness.packaging.BundleManifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests that the bundles, as the build produces them, contain nothing that only tests or development machines need.
 * {@code PackagedBundlesIT} starts their functions.
 */
class BundlesIT {
    static List<Path> bundles() throws IOException {
        return BuiltBundles.all();
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void bundleContainsNoTestOrDevelopmentLibraries(Path bundle) throws IOException {
        try (ZipFile zip = new ZipFile(bundle.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName))
                    .anyMatch(name -> name.startsWith("lib/grantkeeper-fn-" + BundleManifest.module(bundle)))
                    .noneMatch(name ->
                            name.matches("(?i).*(DynamoDBLocal|sqlite|elasticmq|greenmail|simulator|testkit|junit"
                                    + "|netty|webflux|spring-boot|runtime-interface-client).*"));
        }
    }

    /**
     * Tests that the bundle of {@code handle-response} contains no mail library. This function serves the answer pages:
     * it is reachable from the internet and sends no messages.
     */
    @Test
    void bundleForAnswerPagesContainsNoMailLibrary() throws IOException {
        try (ZipFile zip = new ZipFile(BuiltBundles.of("handle-response").toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName)).noneMatch(name -> name.matches(".*/(sesv2|.*mail).*"));
        }
    }
}
