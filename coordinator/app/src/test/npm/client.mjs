// Talks to a SPARQL endpoint with sparql-http-client, by each operation of the protocol, and prints
// what it understood as one line of JSON. Arguments: the endpoint, and a bearer token.
import ParsingClient from "sparql-http-client/ParsingClient.js";
import SimpleClient from "sparql-http-client/SimpleClient.js";
import StreamClient from "sparql-http-client";

const [endpointUrl, token] = process.argv.slice(2);
const headers = new Headers({ Authorization: `Bearer ${token}` });
const options = { endpointUrl, updateUrl: endpointUrl, headers };
const prefixes = `
  PREFIX kt: <https://w3id.org/kumiki/term/>
  PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
`;
const labels = prefixes + "SELECT ?label WHERE { kt:tensileStrength skos:prefLabel ?label }";
const said = {};

const parsing = new ParsingClient(options);
for (const operation of ["get", "postUrlencoded", "postDirect"]) {
  const rows = await parsing.query.select(labels, { operation });
  said[operation] = rows.map((row) => `${row.label.value}@${row.label.language}`).sort();
}
said.ask = await parsing.query.ask(prefixes + "ASK { kt:tensileStrength a skos:Concept }");
const about = await parsing.query.construct(
  prefixes + "CONSTRUCT { kt:tensileStrength ?p ?o } WHERE { kt:tensileStrength ?p ?o }");
said.constructed = [...about].filter((quad) => quad.object.language === "ja").length;

// As a stream, row by row.
const stream = await new StreamClient(options).query.select(
  prefixes + "SELECT ?term WHERE { ?term a skos:Concept } LIMIT 200");
said.streamed = 0;
for await (const row of stream) {
  said.streamed += row.term.termType === "NamedNode" ? 1 : 0;
}

const simple = new SimpleClient(options);
said.wrong = (await simple.query.select("SELECT nonsense")).status;
for (const operation of ["postUrlencoded", "postDirect"]) {
  const answer = await simple.query.update(
    prefixes + "DELETE WHERE { kt:tensileStrength ?p ?o }", { operation });
  said[`update ${operation}`] = answer.status;
}
said.stillThere = await parsing.query.ask(prefixes + "ASK { kt:tensileStrength a skos:Concept }");
console.log(JSON.stringify(said));
