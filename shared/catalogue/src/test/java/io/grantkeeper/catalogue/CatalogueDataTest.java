package io.grantkeeper.catalogue;

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

/** Keeps the product tables in order. */
class CatalogueDataTest {

    private static final List<Product> PRODUCTS = AppCatalogue.standard().products();

    @Test
    void atLeastFifteenHundredAiProductsAreListed() {
        assertThat(PRODUCTS.stream().filter(Product::isAi).count()).isGreaterThanOrEqualTo(1_500);
    }

    @Test
    void everyCategoryNamedInTheIssueIsCovered() {
        assertThat(PRODUCTS.stream().filter(Product::isAi).map(Product::category))
                .contains(
                        Category.MODEL_PROVIDER,
                        Category.ASSISTANT,
                        Category.NOTE_TAKER,
                        Category.CODING_AGENT,
                        Category.AGENT_PLATFORM,
                        Category.MCP_SERVER,
                        Category.AUTOMATION);
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
    void aCompanyThatMakesNothingButAiIsKnownByItsNameAlone(String publisher) {
        AppDescription app = AppDescription.named("google", "Helper").withPublisher(publisher);
        assertThat(AppCatalogue.standard().recognise(app).verdict()).isEqualTo(Verdict.YES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ai-products.tsv", "other-products.tsv"})
    void rowsAreSortedByIdWithoutDuplicates(String table) throws IOException {
        List<String> ids =
                lines(table).skip(1).map(line -> line.split("\t", 2)[0]).toList();

        assertThat(ids).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void aTableNamesTheLineThatItCannotRead() {
        assertThatThrownBy(() -> CatalogueReader.parse("some.tsv", List.of(CatalogueReader.HEADING, "one\ttwo")))
                .hasMessage("some.tsv line 2: a row has 9 cells separated by tabs, but this one has 2");
    }

    @Test
    void domainsAreLowerCaseHostNamesOnWhichNotJustAnyoneCanPublish() {
        for (Product product : PRODUCTS) {
            for (String domain : product.domains()) {
                assertThat(HostName.of(domain))
                        .as("%s of %s", domain, product.id())
                        .contains(domain);
            }
        }
        assertThat(PRODUCTS.stream()
                        .filter(Product::isAi)
                        .flatMap(p -> p.domains().stream())
                        .filter(domain -> WordLists.get("hosted-by-anyone").contains(domain)))
                .isEmpty();
    }

    @Test
    void noDomainBelongsToUnrelatedProducts() {
        Map<String, List<Product>> owners = new HashMap<>();
        PRODUCTS.forEach(p -> p.domains()
                .forEach(d -> owners.computeIfAbsent(d, k -> new ArrayList<>()).add(p)));

        assertThat(owners.entrySet().stream()
                        .filter(owner -> owner.getValue().stream()
                                .anyMatch(p -> !related(p, owner.getValue().getFirst())))
                        .map(Map.Entry::getKey))
                .isEmpty();
    }

    @Test
    void noClientIdBelongsToTwoProducts() {
        assertThat(PRODUCTS.stream().flatMap(p -> p.clientIds().stream())).doesNotHaveDuplicates();
    }

    @Test
    void everyAiProductCanBeReachedByADomainAPublisherOrANameOfItsOwn() {
        assertThat(PRODUCTS.stream()
                        .filter(Product::isAi)
                        .filter(p -> p.domains().isEmpty() && p.publishers().isEmpty()))
                .isEmpty();
    }

    @Test
    void everyAiProductIsRecognisedByItsOwnNameOnItsOwnDomain() {
        for (Product product : PRODUCTS) {
            if (product.isAi() && !product.domains().isEmpty()) {
                AppDescription app = AppDescription.named("google", product.name())
                        .withDomains(product.domains().getFirst());
                Recognition answer = AppCatalogue.standard().recognise(app);
                assertThat(answer.verdict()).as(product.name()).isEqualTo(Verdict.YES);
                assertThat(answer.product().map(Product::id)).as(product.name()).contains(product.id());
            }
        }
    }

    @Test
    void noProductThatIsNotAiIsTakenForAiByItsOwnName() {
        assertThat(PRODUCTS.stream()
                        .filter(p -> p.role() == AiRole.NONE || p.role() == AiRole.SUITE)
                        .flatMap(p -> Stream.concat(Stream.of(p.name()), p.otherNames().stream()))
                        .filter(name -> AppCatalogue.standard()
                                .recognise(AppDescription.named("google", name))
                                .isAi()))
                .isEmpty();
    }

    private static boolean related(Product one, Product other) {
        return keys(one).stream().anyMatch(keys(other)::contains);
    }

    private static Set<String> keys(Product product) {
        Set<String> keys = new HashSet<>();
        product.publishers().forEach(p -> keys.add(PublisherName.key(p)));
        keys.add(PublisherName.key(product.name()));
        return keys;
    }

    private static Stream<String> lines(String table) throws IOException {
        return Files.readAllLines(Path.of("src/main/catalogue", table)).stream();
    }
}
