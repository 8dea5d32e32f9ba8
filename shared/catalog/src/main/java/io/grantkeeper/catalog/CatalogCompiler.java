package io.grantkeeper.catalog;

import io.grantkeeper.catalog.CatalogIndex.Table;
import io.grantkeeper.catalog.CatalogReader.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compiles the product tables into lookup tables for {@link CatalogIndex}. The compiler runs during the build, because
 * indexing thousands of products takes longer than a function's cold start may take.
 */
public final class CatalogCompiler {

    private final Map<String, String> rows = new LinkedHashMap<>();
    private final Map<String, String> byClientId = new HashMap<>();
    private final Map<String, Set<String>> byDomain = new HashMap<>();
    private final Map<String, Set<String>> byPublisher = new HashMap<>();
    private final Map<String, Set<String>> byName = new HashMap<>();

    private CatalogCompiler() {}

    /**
     * Compiles the word lists and the product tables, and writes the results to a folder. The words come first, because
     * parsing product names requires them.
     *
     * @param args the output folder, the word lists, the providers' own apps, and then the product tables in the order
     *     in which lookups return products
     */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        SortedLineTable words = WordLists.compile(Files.readAllLines(Path.of(args[1])));
        Files.write(folder.resolve(WordLists.FILE_NAME), words.bytes());
        SortedLineTable own = SortedLineTable.of(CatalogReader.ownApps(args[2], Files.readAllLines(Path.of(args[2]))));
        Files.write(folder.resolve(Table.OWN_APPS.fileName()), own.bytes());
        List<Row> read = new ArrayList<>();
        for (String table : List.of(args).subList(3, args.length)) {
            read.addAll(CatalogReader.parse(table, Files.readAllLines(Path.of(table))));
        }
        for (Map.Entry<Table, SortedLineTable> table : compile(read).entrySet()) {
            Files.write(
                    folder.resolve(table.getKey().fileName()), table.getValue().bytes());
        }
    }

    static Map<Table, SortedLineTable> compile(List<Row> read) {
        CatalogCompiler compiler = new CatalogCompiler();
        read.forEach(compiler::addRow);
        List<CatalogProduct> products = read.stream().map(Row::product).toList();
        compiler.indexVendors(products);
        compiler.indexNames(products);
        return Map.of(
                Table.PRODUCTS, SortedLineTable.of(compiler.rows),
                Table.CLIENT_IDS, SortedLineTable.of(compiler.byClientId),
                Table.DOMAINS, joinValues(compiler.byDomain),
                Table.PUBLISHERS, joinValues(compiler.byPublisher),
                Table.NAMES, joinValues(compiler.byName));
    }

    private void addRow(Row row) {
        String id = row.product().id().value();
        if (rows.putIfAbsent(id, row.line().substring(id.length() + 1)) != null) {
            throw new IllegalArgumentException(
                    "the product id '" + id + "' is used by two products; give each product its own id");
        }
    }

    private void indexVendors(List<CatalogProduct> products) {
        for (CatalogProduct product : products) {
            product.clientIds()
                    .forEach(id ->
                            byClientId.put(CatalogIndex.format(id), product.id().value()));
            product.domains().forEach(domain -> add(byDomain, domain, product));
            product.publishers().forEach(publisher -> add(byPublisher, NormalizedCompanyName.key(publisher), product));
        }
        // A company often has the same name as its product. That name counts as the company's only if no row lists the
        // company explicitly.
        Set<String> stated = Set.copyOf(byPublisher.keySet());
        for (CatalogProduct product : products) {
            String key = NormalizedCompanyName.key(product.name());
            if (product.nameStrength() != ProductNameStrength.SHARED && !stated.contains(key)) {
                add(byPublisher, key, product);
            }
        }
    }

    private void indexNames(List<CatalogProduct> products) {
        Set<String> ofOthers = new HashSet<>();
        products.forEach(product -> product.publishers().forEach(p -> ofOthers.add(NormalizedCompanyName.key(p))));
        products.stream()
                .filter(product -> !product.isAi())
                .flatMap(product -> Stream.concat(Stream.of(product.name()), product.otherNames().stream()))
                .forEach(name -> ofOthers.add(NameTokenizer.of(name).key()));
        ProductNameSpellings spellings = new ProductNameSpellings(ofOthers);
        for (CatalogProduct product : products) {
            spellings
                    .of(product)
                    .forEach((key, strength) -> byName.computeIfAbsent(key, k -> new LinkedHashSet<>())
                            .add(CatalogIndex.format(product.id(), strength)));
        }
    }

    private static void add(Map<String, Set<String>> map, String key, CatalogProduct product) {
        if (!key.isEmpty()) {
            map.computeIfAbsent(key, k -> new LinkedHashSet<>())
                    .add(product.id().value());
        }
    }

    private static SortedLineTable joinValues(Map<String, Set<String>> map) {
        Map<String, String> lines = new HashMap<>();
        map.forEach((key, values) -> lines.put(key, String.join("|", values)));
        return SortedLineTable.of(lines);
    }
}
