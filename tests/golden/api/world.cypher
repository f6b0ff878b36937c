// A small world for the API: two devices and three addresses, an operator with one campaign, a retired cluster.
UNWIND range(1, 9) AS n
CREATE (:Account {id: 'a-' + toString(n), created_at: datetime({epochMillis: 1767323045000 + n * 1000}),
                  status: CASE WHEN n = 9 THEN 'banned' ELSE 'active' END, verified: n > 3, invited_by: 'ad'});

UNWIND ['ghost', 'up/down', 'ünï ☃', '100%', 'a%2Fb'] AS name
CREATE (:Account {id: name});

UNWIND $ips AS row
CREATE (:IP {id: row.id, ref: row.ref});

UNWIND $devices AS row
CREATE (:Device {id: row.id, ref: row.ref});

MATCH (a:Account), (i:IP)
WHERE a.id STARTS WITH 'a-'
CREATE (a)-[:USED {first_seen: datetime({epochMillis: 1767323045000}),
                   last_seen: datetime({epochMillis: 1767323045060}), count: 2}]->(i);

MATCH (a:Account), (d:Device)
WHERE a.id STARTS WITH 'a-' AND a.id < 'a-5'
CREATE (a)-[:USED {first_seen: datetime({epochMillis: 1767323045000}),
                   last_seen: datetime({epochMillis: 1767409445000}), count: 1}]->(d);

CREATE (:Run {id: 'run-1', seed: 7, engine: 'default', as_of: datetime({epochMillis: 1767409445000}),
              started_at: datetime({epochMillis: 1767409446000}), finished_at: datetime({epochMillis: 1767409447000}),
              version: '0.1.0', accounts: 14, identifiers: 5, edges: 35, clusters: 4, flagged: 8,
              calibration: '{"ip": 0.3}', settings: '{"resolution": 1.0}'});

UNWIND [['op-000000000001', 'operator', 0.9, 'flagged', 9, null, 0],
        ['op-000000000002', 'operator', 0.5, 'watch', 2, null, 4],
        ['op-000000000003', 'operator', 0.5, 'watch', 3, null, 3],
        ['ca-000000000004', 'campaign', 0.9, 'flagged', 4, null, 2],
        ['op-00000000dead', 'operator', 0.8, 'flagged', 5, 1767409446000, 1]] AS c
CREATE (:Cluster {id: c[0], level: c[1], score: c[2], verdict: c[3], size: c[4], flagged: c[4],
                  first_seen: datetime({epochMillis: 1767323045000}),
                  last_seen: datetime({epochMillis: 1767323045000 + c[6] * 1000}),
                  created_run: 'run-1', run: 'run-1', retired_at: null, summary: 'accounts on one device',
                  evidence: '[{"code": "independent_kinds", "weight": 0.8, "sentence": "4 accounts share a device"}]',
                  against: '[]'});

MATCH (c:Cluster {id: 'op-00000000dead'})
SET c.retired_at = datetime({epochMillis: 1767409446000});

MATCH (campaign:Cluster {id: 'ca-000000000004'}), (operator:Cluster {id: 'op-000000000001'})
CREATE (campaign)-[:PART_OF]->(operator);

MATCH (gone:Cluster {id: 'op-00000000dead'}), (here:Cluster {id: 'op-000000000001'})
CREATE (gone)-[:MERGED_INTO {run: 'run-1', at: datetime({epochMillis: 1767409446000}), shared: 5}]->(here);

MATCH (a:Account), (c:Cluster {id: 'op-000000000001'})
WHERE a.id STARTS WITH 'a-'
CREATE (a)-[:MEMBER_OF {strength: CASE WHEN a.id < 'a-5' THEN 0.9 ELSE 0.4 END, score: 0.7,
                        verdict: CASE WHEN a.id < 'a-5' THEN 'flagged' ELSE 'clear' END,
                        since: datetime({epochMillis: 1767323045000}), redundancy: 2, kinds: 2, run: 'run-1'}]->(c);

MATCH (a:Account), (c:Cluster {id: 'ca-000000000004'})
WHERE a.id STARTS WITH 'a-' AND a.id < 'a-5'
CREATE (a)-[:MEMBER_OF {strength: 0.8, score: 0.8, verdict: 'flagged',
                        since: datetime({epochMillis: 1767323045000}), redundancy: 1, kinds: 1, run: 'run-1'}]->(c);;

MATCH (c:Cluster {id: 'op-000000000001'}), (i)
WHERE i:IP OR i:Device
CREATE (c)-[:RESTS_ON {members: 4, accounts: 9, weight: 1.0, share: 0.5, run: 'run-1'}]->(i);
