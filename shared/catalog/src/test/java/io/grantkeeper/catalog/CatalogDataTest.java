package io.grantkeeper.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that the product tables are well-formed and consistent. */
class CatalogDataTest {

    private static final List<CatalogProduct> PRODUCTS = AppCatalog.standard().products();

    @Test
    void listsAtLeast1500AiProducts() {
        assertThat(PRODUCTS.stream().filter(CatalogProduct::isAi).count()).isGreaterThanOrEqualTo(1_500);
    }

    @Test
    void coversEveryRequiredCategory() {
        assertThat(PRODUCTS.stream().filter(CatalogProduct::isAi).map(CatalogProduct::category))
                .contains(
                        ProductCategory.MODEL_PROVIDER,
                        ProductCategory.ASSISTANT,
                        ProductCategory.NOTE_TAKER,
                        ProductCategory.CODING_AGENT,
                        ProductCategory.AGENT_PLATFORM,
                        ProductCategory.MCP_SERVER,
                        ProductCategory.AUTOMATION);
        assertThat(PRODUCTS.stream().filter(p -> p.role() == AiRole.FEATURE)).hasSizeGreaterThan(100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OpenAI",
                "Anthropic",
                "Perplexity",
                "xAI",
                "Cohere",
                "LlamaIndex",
                "LangChain",
                "ElevenLabs",
                "Gong",
                "Parloa GmbH",
                "Anthropic Ireland, Limited",
                "iGenius S.p.A.",
                "Exa Labs, Inc."
            })
    void recognizesAppOfAiOnlyCompanyByPublisher(String publisher) {
        AppDescription app = AppDescription.named("google", "Helper").withPublisher(publisher);
        assertThat(AppCatalog.standard().recognize(app).verdict()).isEqualTo(AiAppVerdict.YES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ai-products.tsv", "other-products.tsv"})
    void sortsRowsByUniqueId(String table) throws IOException {
        List<String> ids =
                lines(table).skip(1).map(line -> line.split("\t", 2)[0]).toList();

        assertThat(ids).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void reportsFileAndLineNumberOfInvalidRow() {
        assertThatThrownBy(() -> CatalogReader.parse("some.tsv", List.of(CatalogReader.HEADING, "one\ttwo")))
                .hasMessage("some.tsv line 2: a row must have 9 tab-separated cells, but this one has 2");
    }

    @Test
    void listsOnlyLowercaseVendorOwnedDomains() {
        for (CatalogProduct product : PRODUCTS) {
            for (String domain : product.domains()) {
                assertThat(HostName.parse(domain))
                        .as("%s of %s", domain, product.id())
                        .contains(domain);
            }
        }
        assertThat(PRODUCTS.stream()
                        .filter(CatalogProduct::isAi)
                        .flatMap(p -> p.domains().stream())
                        .filter(domain ->
                                WordLists.writtenWords("hosted-by-anyone").contains(domain)))
                .isEmpty();
    }

    @Test
    void listsNoDomainForTwoUnrelatedProducts() {
        Map<String, List<CatalogProduct>> owners = new HashMap<>();
        PRODUCTS.forEach(p -> p.domains()
                .forEach(d -> owners.computeIfAbsent(d, k -> new ArrayList<>()).add(p)));

        assertThat(owners.entrySet().stream()
                        .filter(owner -> owner.getValue().stream()
                                .anyMatch(p -> !related(p, owner.getValue().getFirst())))
                        .map(Map.Entry::getKey))
                .isEmpty();
    }

    @Test
    void listsEachClientIdOnce() {
        assertThat(PRODUCTS.stream().flatMap(p -> p.clientIds().stream())).doesNotHaveDuplicates();
    }

    @Test
    void listsDomainOrPublisherForEveryAiProduct() {
        assertThat(PRODUCTS.stream()
                        .filter(CatalogProduct::isAi)
                        .filter(p -> p.domains().isEmpty() && p.publishers().isEmpty()))
                .isEmpty();
    }

    @Test
    void recognizesEveryAiProductByNameAndDomain() {
        for (CatalogProduct product : PRODUCTS) {
            if (product.isAi() && !product.domains().isEmpty()) {
                AppDescription app = AppDescription.named("google", product.name())
                        .withDomains(product.domains().getFirst());
                AppRecognition answer = AppCatalog.standard().recognize(app);
                assertThat(answer.verdict()).as(product.name()).isEqualTo(AiAppVerdict.YES);
                assertThat(answer.product().map(CatalogProduct::id))
                        .as(product.name())
                        .contains(product.id());
            }
        }
    }

    @Test
    void doesNotRecognizeNonAiProductsAsAi() {
        assertThat(PRODUCTS.stream()
                        .filter(p -> p.role() == AiRole.NONE || p.role() == AiRole.SUITE)
                        .flatMap(p -> Stream.concat(Stream.of(p.name()), p.otherNames().stream()))
                        .filter(name -> AppCatalog.standard()
                                .recognize(AppDescription.named("google", name))
                                .isAi()))
                .isEmpty();
    }

    private static boolean related(CatalogProduct one, CatalogProduct other) {
        return keys(one).stream().anyMatch(keys(other)::contains);
    }

    private static Set<String> keys(CatalogProduct product) {
        Set<String> keys = new HashSet<>();
        product.publishers().forEach(p -> keys.add(NormalizedCompanyName.key(p)));
        keys.add(NormalizedCompanyName.key(product.name()));
        return keys;
    }

    private static Stream<String> lines(String table) throws IOException {
        return Files.readAllLines(Path.of("src/main/catalogue", table)).stream();
    }
}
